package vn.khoso.preservation.storage.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/**
 * The work that the crash gate interrupts: one ingest, then one update, as {@code Archive} does it, with the database's
 * journal played in memory. Everything is fixed, so that a second try is the same try.
 */
final class CrashGateWork implements AutoCloseable {

    static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    static final AipId AIP = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000001"));
    static final AipId NEXT = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000002"));
    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

    private final Path staged;
    private final Volume volume;
    private final FileArchivalStorage storage;
    private final InMemoryJournal journal = new InMemoryJournal(Clock.fixed(NOW, ZoneOffset.UTC));
    private final FileJournalSegments segments;

    /** Opens the volume, which recovers it. */
    CrashGateWork(Path root, Path staged) {
        this.staged = staged;
        this.volume = Volume.open(root, VOLUME, new Volume.Settings(0, 1));
        this.storage = FileArchivalStorage.on(volume);
        this.segments = FileJournalSegments.on(volume, journal);
    }

    FileArchivalStorage storage() {
        return storage;
    }

    FileJournalSegments segments() {
        return segments;
    }

    static StagedPackage first(Path staged) {
        return new StagedPackage(staged, AIP)
                .with("sip/bagit.txt", "BagIt-Version: 1.0\n")
                .with("sip/data/Quyết định.pdf", "%PDF-1.7 " + "x".repeat(5_000))
                .with("sip/data/copy.pdf", "%PDF-1.7 " + "x".repeat(5_000))
                .with("metadata/premis.xml", "<premis/>");
    }

    static StagedPackage second(Path staged) {
        return first(staged)
                .with("metadata/premis.xml", "<premis><event/></premis>")
                .with("metadata/note.txt", "new");
    }

    StoredVersion create() {
        journal.append(List.of(event(1)));
        StoredVersion stored = storage.create(first(staged).version("ingest"));
        segments.shipUpTo(1);
        return stored;
    }

    StoredVersion update() {
        journal.append(List.of(event(1), event(2)));
        StoredVersion stored = storage.update(second(staged).version("event added"));
        segments.shipUpTo(2);
        return stored;
    }

    /** Another ingest, after something went wrong. */
    StoredVersion another() {
        return storage.create(new StagedPackage(staged, NEXT).with("a", "b").version("ingest"));
    }

    static Event event(int number) {
        return new Event(
                new UUID(7, number),
                EventType.INGESTION,
                NOW,
                EventOutcome.SUCCESS,
                StagedPackage.ARCHIVE,
                List.of(AIP.toString()),
                "The package is kept.",
                Map.of("version", Integer.toString(number)));
    }

    @Override
    public void close() {
        volume.close();
    }
}
