package vn.khoso.preservation.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** Makes events of what happens now. */
public final class Events {

    private final IdentifierMint mint;
    private final Clock clock;

    public Events(IdentifierMint mint, Clock clock) {
        this.mint = mint;
        this.clock = clock;
    }

    /** The archive's time in whole microseconds, as events keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** An identifier for something that an event tells of. */
    public UUID identifier() {
        return mint.version7();
    }

    /** @param objects what it happens to */
    public Event event(
            EventType type,
            EventOutcome outcome,
            Agent agent,
            List<String> objects,
            String note,
            Map<String, String> detail) {
        return eventAt(now(), type, outcome, agent, objects, note, detail);
    }

    /** @param at when it happened, from {@link #now}: for events whose detail rests on their time */
    public Event eventAt(
            Instant at,
            EventType type,
            EventOutcome outcome,
            Agent agent,
            List<String> objects,
            String note,
            Map<String, String> detail) {
        return new Event(mint.version7(), type, at, outcome, agent, objects, note, detail);
    }
}
