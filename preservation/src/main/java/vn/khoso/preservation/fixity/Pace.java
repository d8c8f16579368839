package vn.khoso.preservation.fixity;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps all readers of one work together below a rate: those of an audit, those of catching up copies. */
public final class Pace {

    /** No more than this is made good after a pause, so that a stall is not followed by a burst. */
    private static final long CREDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final double nanosPerByte;
    private long due;

    /** @param megabytesPerSecond 10^6 bytes; 0 is no limit */
    public Pace(int megabytesPerSecond) {
        this.nanosPerByte = megabytesPerSecond == 0 ? 0 : 1_000.0 / megabytesPerSecond;
        this.due = System.nanoTime();
    }

    /** Waits until so many bytes more may have been read. */
    public void read(int bytes) {
        if (nanosPerByte == 0) {
            return;
        }
        long until = book(bytes);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private synchronized long book(int bytes) {
        due = Math.max(due, System.nanoTime() - CREDIT_NANOS) + (long) (bytes * nanosPerByte);
        return due;
    }
}
