package vn.khoso.preservation.backup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** The backup log (TT05, Annex VII) is the journal: an event for each set, for each try that failed, for each restore. */
public final class BackupEvents {

    private final JournalStore store;
    private final JournalSegments segments;
    private final Events events;
    private final Agent archive;

    public BackupEvents(JournalStore store, JournalSegments segments, Events events, Agent archive) {
        this.store = store;
        this.segments = segments;
        this.events = events;
        this.archive = archive;
    }

    /** A set stands. @param manifest SHA-256 of its manifest, by which it is known for ever */
    public void taken(BackupSet set, Fixity manifest) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("backup", set.name());
        detail.put("kind", set.kind().code());
        detail.put("keptForThreeYears", Boolean.toString(set.kept()));
        detail.put("medium", set.medium().toString());
        detail.put("requestedBy", set.takenBy());
        detail.put("fromIndex", Long.toString(set.from()));
        detail.put("toIndex", Long.toString(set.to()));
        detail.put("canonicalDigest", set.canonical().hex());
        detail.put("manifestSha256", manifest.hex());
        detail.put("packages", Long.toString(set.counts().packages()));
        detail.put("packed", Long.toString(set.counts().packed()));
        detail.put("bytes", Long.toString(set.counts().bytes()));
        detail.put("unsaved", Long.toString(set.counts().unsaved()));
        append(
                EventType.REPLICATION,
                set.counts().unsaved() == 0 ? EventOutcome.SUCCESS : EventOutcome.WARNING,
                urn(set),
                "Records and database were backed up together; every byte was compared while it was read and after it was written.",
                detail);
    }

    /** A try failed; nothing of it stands. */
    public void failed(String medium, String requestedBy, String why) {
        append(
                EventType.REPLICATION,
                EventOutcome.FAILURE,
                "urn:khoso:backup-medium:" + medium,
                "A backup failed and left no set.",
                Map.of("medium", medium, "requestedBy", requestedBy, "reason", why));
    }

    /** The archive goes on from a set. */
    public void restored(BackupSet set, String by, Fixity found) {
        append(
                EventType.ADMINISTRATION,
                found.equals(set.canonical()) ? EventOutcome.SUCCESS : EventOutcome.WARNING,
                urn(set),
                "Records and database were restored from a backup; what happened after the set is not in this journal.",
                Map.of(
                        "restored", set.name(),
                        "requestedBy", by,
                        "canonicalDigest", set.canonical().hex(),
                        "foundDigest", found.hex()));
    }

    private static String urn(BackupSet set) {
        return "urn:khoso:backup:" + set.archive() + ":" + set.name();
    }

    private void append(EventType type, EventOutcome outcome, String object, String note, Map<String, String> detail) {
        segments.shipUpTo(store.append(List.of(events.event(type, outcome, archive, List.of(object), note, detail)))
                .getLast()
                .index());
    }
}
