package vn.khoso.preservation.storage.s3;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Deadlines and attempts. The SDK's own retries are switched off: which call may be made twice is decided here. */
final class Calls {

    private final S3Place.Limits limits;

    Calls(S3Place.Limits limits) {
        this.limits = limits;
    }

    /** Asks once: for what may not be asked twice, or is asked again by whoever looks at the answer. */
    <T> Answer<T> once(String what, Function<Duration, T> call) {
        return attempt(what, limits.attempt(), call);
    }

    /** Asks until there is an answer, within the deadline of a call: only for what may be asked any number of times. */
    <T> Answer<T> repeated(String what, Function<Duration, T> call) {
        long deadline = System.nanoTime() + limits.call().toNanos();
        for (int count = 1; ; count++) {
            long left = deadline - System.nanoTime();
            Duration most = Duration.ofNanos(Math.min(left, limits.attempt().toNanos()));
            Answer<T> answer = attempt(what, most, call);
            boolean again = answer instanceof Answer.Failed<T> failed && failed.passing();
            if (!again || count == limits.attempts() || !paused(count, deadline)) {
                return answer;
            }
        }
    }

    /**
     * Waits before attempt {@code count + 1}.
     *
     * @param deadline in {@link System#nanoTime}
     * @return false when too little time would be left then
     */
    boolean paused(int count, long deadline) {
        long pause = limits.pause().toNanos() << Math.min(count - 1, 10);
        if (System.nanoTime() + 2 * pause >= deadline) {
            return false;
        }
        LockSupport.parkNanos(pause);
        return !Thread.currentThread().isInterrupted();
    }

    private static <T> Answer<T> attempt(String what, Duration most, Function<Duration, T> call) {
        try {
            return new Answer.Given<>(call.apply(most));
        } catch (S3Exception said) {
            return Faults.said(what, said);
        } catch (SdkException | UncheckedIOException trouble) {
            // The second is what the HTTP client throws when a deadline closes its socket.
            return Faults.silent(what, trouble);
        }
    }
}
