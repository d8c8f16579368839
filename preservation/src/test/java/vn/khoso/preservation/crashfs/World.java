package vn.khoso.preservation.crashfs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.file.FileArchivalStorage;
import vn.khoso.preservation.storage.file.FileStoredObjects;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/** One volume with what runs on it, as a start of the archive puts it together; the journal of the database survives every cut. */
final class World implements AutoCloseable {

    static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");
    static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Volume volume;
    private final FileArchivalStorage storage;
    private final FileJournalSegments segments;
    private final InMemoryJournal journal;

    /** Opens the volume, which makes good what a crash left. */
    World(CrashFileSystem system, InMemoryJournal journal) {
        this.journal = journal;
        this.volume = Volume.open(root(system), VOLUME, new Volume.Settings(0, 1));
        this.storage = FileArchivalStorage.on(volume);
        this.segments = FileJournalSegments.on(volume, journal);
    }

    static Path root(CrashFileSystem system) {
        return system.getPath("/volume");
    }

    /** A volume that was made, opened once and closed. */
    static Image fresh() {
        CrashFileSystem system = new CrashFileSystem(Image.empty());
        Volume.format(root(system), VOLUME, NOW);
        new World(system, journal(List.of())).close();
        return system.disk().image();
    }

    /** So many events. */
    static List<Event> events(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(World::event).toList();
    }

    private static Event event(int number) {
        return new Event(
                new UUID(7, number),
                EventType.INGESTION,
                NOW,
                EventOutcome.SUCCESS,
                StagedPackage.ARCHIVE,
                List.of("urn:uuid:" + new UUID(1, number)),
                "The package is kept.",
                Map.of("number", Integer.toString(number)));
    }

    /** A journal of these entries: linked by the same clock they have the same hashes. */
    static InMemoryJournal journal(List<Event> events) {
        InMemoryJournal journal = new InMemoryJournal(CLOCK);
        journal.append(events);
        return journal;
    }

    /** An empty one whose clock is asked for every entry: so it is known when each came. */
    static InMemoryJournal journal(Runnable entered) {
        return new InMemoryJournal(new Clock() {
            @Override
            public ZoneId getZone() {
                return CLOCK.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                entered.run();
                return NOW;
            }
        });
    }

    Volume volume() {
        return volume;
    }

    FileArchivalStorage storage() {
        return storage;
    }

    FileStoredObjects objects() {
        return new FileStoredObjects(volume);
    }

    FileJournalSegments segments() {
        return segments;
    }

    InMemoryJournal journal() {
        return journal;
    }

    @Override
    public void close() {
        volume.close();
    }
}
