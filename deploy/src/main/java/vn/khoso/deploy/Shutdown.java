package vn.khoso.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What must be stopped, last started first. Runs once; a part that does not stop does not keep the others from stopping. */
final class Shutdown implements Runnable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T after(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void run() {
        for (@Nullable AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (Exception failure) { // AutoCloseable promises no more; isolation edge: the next part must still be
                // stopped
                System.err.println("Kho Số: " + failure.getMessage());
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return parts.poll();
    }
}
