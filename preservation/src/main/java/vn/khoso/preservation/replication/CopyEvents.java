package vn.khoso.preservation.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.preservation.catalogue.CopiesDetail;
import vn.khoso.preservation.fixity.FixityEvents;
import vn.khoso.preservation.journal.Events;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** What the journal says of copies and volumes. */
public final class CopyEvents {

    /** Until when a copy that was lost, or that a new volume lacks, is to be made. */
    static final Duration GRACE = Duration.ofDays(1);

    private final Events events;
    private final Agent archive;
    private final FixityEvents incidents;

    /** @param archive who does all this */
    public CopyEvents(Events events, Agent archive) {
        this.events = events;
        this.archive = archive;
        this.incidents = new FixityEvents(events, archive);
    }

    /** A copy that was owed was made, read back and compared. @param from volume of the good copy */
    Event made(CopyEntry owed, String from) {
        CopyEntry made = new CopyEntry(
                owed.aip(),
                owed.version(),
                owed.volume(),
                CopyEntry.State.KEPT,
                events.now(),
                Optional.empty(),
                Optional.empty());
        Map<String, String> detail = new TreeMap<>(CopiesDetail.write(made));
        detail.put("from", from);
        return events.event(
                EventType.REPLICATION,
                EventOutcome.SUCCESS,
                archive,
                List.of(owed.aip().toString(), urn(owed.volume())),
                "A copy was made on another volume: written, flushed, read back and compared.",
                detail);
    }

    /** A copy that was there is not good any more, and is to be made anew. */
    Event lost(CopyEntry kept, String reason) {
        Instant now = events.now();
        CopyEntry owed = new CopyEntry(
                kept.aip(),
                kept.version(),
                kept.volume(),
                CopyEntry.State.OWED,
                now,
                Optional.of(now.plus(GRACE)),
                Optional.empty());
        Map<String, String> detail = new TreeMap<>(CopiesDetail.write(owed));
        detail.put("reason", reason);
        return events.event(
                EventType.REPLICATION,
                EventOutcome.FAILURE,
                archive,
                List.of(kept.aip().toString(), urn(kept.volume())),
                "A copy was found bad or missing and is to be made anew from a good one.",
                detail);
    }

    Event joined(String name, UUID volume, boolean holds, Optional<UUID> replaces) {
        Instant now = events.now();
        return events.event(
                EventType.ADMINISTRATION,
                EventOutcome.SUCCESS,
                archive,
                List.of(urn(volume)),
                "A volume came into use.",
                CopiesDetail.write(new CopiesDetail.Joining(
                        new VolumeEntry(volume, name, now), holds, now.plus(GRACE), replaces)));
    }

    /** What is said of bytes found bad, by a reader as by an audit. */
    FixityEvents incidents() {
        return incidents;
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }
}
