package vn.khoso.server.administration;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in, from then until it ends.
 *
 * @param lastSeenAt to the minute
 * @param endsAt twelve hours after the sign-in, whatever happens between
 */
public record Session(UUID id, String account, Instant openedAt, Instant lastSeenAt, Instant endsAt) {}
