package vn.khoso.preservation.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueEntries;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.KeptDetail;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.preservation.retention.ScheduleDetail;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.AipJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/**
 * Makes journal, catalogue, retention schedule and fixity log again from a volume alone, in an empty database: the
 * journal's segments are replayed in order, each package's rows come from its own {@code metadata/aip.json}.
 *
 * <p>A package that cannot be described any more is reported and left out; it does not stop the others. A package on
 * storage that no entry names is taken in with an event of its recovery.
 */
public final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final int BATCH = 500;

    private final ReplicatedStorage storage;
    private final EmptyArchive target;
    private final CatalogueStore catalogue;
    private final Events events;
    private final Agent archive;

    /** @param catalogue of the same database as {@code target} */
    public Rebuild(
            ReplicatedStorage storage, EmptyArchive target, CatalogueStore catalogue, Events events, Agent archive) {
        this.storage = storage;
        this.target = target;
        this.catalogue = catalogue;
        this.events = events;
        this.archive = archive;
    }

    /**
     * What was made.
     *
     * @param adopted packages on storage that the journal did not name
     * @param problems one line for each package that could not be described, with its identifier
     */
    public record Report(long entries, long packages, List<AipId> adopted, List<String> problems) {
        public Report {
            adopted = List.copyOf(adopted);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Replays and adopts. Whoever calls ships the journal to storage afterwards: an adoption adds to it.
     *
     * @param entries the journal as storage has it, from the first
     * @throws IllegalStateException when the database is not empty; nothing was changed
     * @throws vn.khoso.preservation.fault.ArchiveFault when storage or database fail, or the journal on storage is broken;
     *     the database is then to be emptied before the next try
     */
    public Report run(Stream<JournalEntry> entries) {
        if (!target.empty()) {
            throw new IllegalStateException("a rebuild writes only into an empty database");
        }
        Replay replay = new Replay();
        Iterator<JournalEntry> iterator = entries.iterator();
        while (iterator.hasNext()) {
            replay.take(iterator.next());
        }
        replay.flush();
        List<AipId> adopted = adopt(replay);
        LOG.info(
                "Rebuilt {} journal entries and {} packages; {} adopted, {} not described",
                replay.count,
                replay.packages,
                adopted.size(),
                replay.problems.size());
        return new Report(replay.count, replay.packages, adopted, replay.problems);
    }

    private final class Replay {
        private final List<EmptyArchive.Step> steps = new ArrayList<>();
        private final TreeMap<Long, RetentionTable> tables =
                new TreeMap<>(Map.of(0L, new RetentionTable(0, List.of(), Map.of())));
        private final List<String> problems = new ArrayList<>();
        private long count;
        private long packages;

        void take(JournalEntry entry) {
            RetentionTable before = newest();
            RetentionTable after = ScheduleDetail.after(before, entry);
            if (after.revision() != before.revision()) {
                tables.put(after.revision(), after);
            }
            steps.add(step(entry));
            count++;
            if (steps.size() >= BATCH) {
                flush();
            }
        }

        private EmptyArchive.Step step(JournalEntry entry) {
            Optional<KeptDetail> kept = KeptDetail.read(entry.event());
            Optional<EmptyArchive.Rows> rows = kept.flatMap(detail -> rows(detail, entry.event()));
            if (rows.isPresent()) {
                packages++;
            }
            return new EmptyArchive.Step(
                    entry,
                    rows,
                    rows.isPresent() ? 0 : kept.map(KeptDetail::records).orElse(0));
        }

        private Optional<EmptyArchive.Rows> rows(KeptDetail kept, Event event) {
            try {
                StoredVersion stored = storage.head(kept.aip())
                        .orElseThrow(() -> new ContentMissing("in the journal and not on storage"));
                if (!stored.rootDigest().equals(kept.rootDigest())) {
                    throw new ContentAltered("its inventory is not the one that the journal recorded");
                }
                return Optional.of(describe(
                        stored,
                        event,
                        tables.floorEntry(kept.scheduleRevision()).getValue()));
            } catch (ContentMissing | ContentAltered fault) {
                LOG.error("{} cannot be described: {}", kept.aip(), fault.getMessage());
                problems.add(kept.aip() + ": " + fault.getMessage());
                return Optional.empty();
            }
        }

        RetentionTable newest() {
            return tables.lastEntry().getValue();
        }

        void flush() {
            if (!steps.isEmpty()) {
                target.replay(List.copyOf(steps));
                steps.clear();
            }
        }
    }

    private List<AipId> adopt(Replay replay) {
        List<AipId> unnamed;
        try (Stream<AipId> all = storage.all()) {
            unnamed = all.filter(aip -> catalogue.find(aip).isEmpty()).sorted().toList();
        }
        List<AipId> adopted = new ArrayList<>();
        for (AipId aip : unnamed) {
            if (replay.problems.stream().noneMatch(problem -> problem.startsWith(aip.toString()))
                    && adopted(aip, replay)) {
                adopted.add(aip);
            }
        }
        return adopted;
    }

    private boolean adopted(AipId aip, Replay replay) {
        try {
            StoredVersion stored = storage.head(aip).orElseThrow(() -> new ContentMissing("is gone"));
            AipJson.Description description = description(aip);
            Instant at = events.now();
            Event event = events.eventAt(
                    at,
                    EventType.RECOVERY,
                    EventOutcome.SUCCESS,
                    archive,
                    List.of(aip.toString(), description.sip().toString()),
                    "The package was found on storage without an entry in the journal and was taken in.",
                    KeptDetail.of(
                                    stored,
                                    replay.newest(),
                                    description.results().size(),
                                    storage.standing(stored).copies(at))
                            .write());
            EmptyArchive.Rows rows = rows(stored, description, event, replay.newest());
            catalogue.put(rows.entry(), rows.records(), List.of(event));
            return true;
        } catch (ContentMissing | ContentAltered fault) {
            LOG.error("{} cannot be adopted: {}", aip, fault.getMessage());
            replay.problems.add(aip + ": " + fault.getMessage());
            return false;
        }
    }

    private EmptyArchive.Rows describe(StoredVersion stored, Event event, RetentionTable table) {
        return rows(stored, description(stored.aip()), event, table);
    }

    private static EmptyArchive.Rows rows(
            StoredVersion stored, AipJson.Description description, Event event, RetentionTable table) {
        return new EmptyArchive.Rows(
                CatalogueEntries.ofPackage(
                        description.sip(), description.producer(), description.results(), stored, event.at(), table),
                CatalogueEntries.ofRecords(stored.aip(), description.results(), description.files(), table));
    }

    private AipJson.Description description(AipId aip) {
        try (InputStream stream = storage.open(aip, new PackagePath(AipJson.PATH))) {
            return AipJson.read(stream.readAllBytes());
        } catch (IllegalArgumentException foreign) {
            throw new ContentAltered(AipJson.PATH + " is not a description of ours: " + foreign.getMessage());
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + AipJson.PATH + " of " + aip, trouble);
        }
    }
}
