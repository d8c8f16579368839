package vn.khoso.preservation.fixity;

import java.util.concurrent.atomic.AtomicBoolean;

/** Tells all readers of one run to stop. */
final class Reins {

    private final AtomicBoolean stopped = new AtomicBoolean();

    boolean stopped() {
        return stopped.get();
    }

    void stop() {
        stopped.set(true);
    }
}
