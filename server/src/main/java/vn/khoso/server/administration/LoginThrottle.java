package vn.khoso.server.administration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed sign-ins: five in fifteen minutes for one account name or one address, then it waits. Counted for names that
 * do not exist too, so that the answer tells nothing.
 *
 * <p>Kept in memory, for at most 100,000 keys; the oldest go first. A restart forgets, and costs an attacker more than it gives.
 */
final class LoginThrottle {

    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MAX_KEYS = 100_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true);

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this key must wait; empty when it may try. */
    synchronized Optional<Duration> wait(String key) {
        Deque<Instant> recent = failures.get(key);
        if (recent == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        return recent.size() < TRIES
                ? Optional.empty()
                : Optional.of(Duration.between(now, recent.getFirst().plus(WINDOW)));
    }

    synchronized void failed(String key) {
        failures.computeIfAbsent(key, absent -> new ArrayDeque<>()).addLast(clock.instant());
        if (failures.size() > MAX_KEYS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }
}
