package vn.khoso.schemas.premis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to an object of the archive (PREMIS 3, 2): what an archivist must know in a hundred years.
 *
 * @param at when it happened, by the archive's clock; microseconds at most are kept
 * @param objects what it happened to, as identifiers in text: {@code urn:uuid:...} of an AIP or SIP, or a path in the
 *     package behind a {@code #}
 * @param note one English sentence
 * @param detail machine-readable facts, keys in lower camel case; no personal identifier of a citizen
 */
public record Event(
        UUID id,
        EventType type,
        Instant at,
        EventOutcome outcome,
        Agent agent,
        List<String> objects,
        String note,
        Map<String, String> detail) {

    public Event {
        at = at.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        objects = List.copyOf(objects);
        detail = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(detail));
    }
}
