package vn.khoso.preservation.backup.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.backup.BackupEvents;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.ObjectReading;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.replication.CopyComplaints;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.Fixity;

/**
 * Takes one set on one medium, from top to bottom in the order in which it happens, while the archive works: what the database
 * knew at one instant first, then the objects that it names. Objects never change, so they are what they were at that instant.
 */
public final class TakeBackup {

    private static final Logger LOG = LoggerFactory.getLogger(TakeBackup.class);
    private static final int ARCHIVE_DIGITS = 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Snapshot.Source snapshots;
    private final SetWork.Sources sources;
    private final BackupEvents log;
    private final Clock clock;

    public TakeBackup(
            Snapshot.Source snapshots,
            VolumeSet volumes,
            CopyComplaints complaints,
            CheckpointStore checkpoints,
            BackupEvents log,
            Clock clock) {
        this.snapshots = snapshots;
        this.sources = new SetWork.Sources(volumes, complaints, checkpoints, new ObjectReading());
        this.log = log;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param kept whether the set is to be kept for three years
     * @param by who asks
     * @param remarks for the minutes
     * @param settings files that an empty machine needs beside records and database, by name; never a password
     * @param goOn asked before each package; when it says no the draft is left, and the next try begins anew
     */
    public record Request(
            BackupMedium medium,
            BackupKind kind,
            boolean kept,
            String by,
            List<String> remarks,
            Map<String, byte[]> settings,
            BooleanSupplier goOn) {
        public Request {
            remarks = List.copyOf(remarks);
            settings = Map.copyOf(settings);
        }
    }

    /** A set that stands. @param manifest SHA-256 of its manifest */
    public record Taken(Path folder, BackupSet set, Fixity manifest) {}

    /** How an archive is called on media. @param first entry of its journal */
    public static String archive(JournalEntry first) {
        return first.hash().hex().substring(0, ARCHIVE_DIGITS);
    }

    /**
     * Takes the set and writes it down in the journal. An incremental set without a base on this medium becomes a full one.
     *
     * @throws ArchiveFault when it failed; that is written down too, where the database lets it
     * @throws CancellationException when it was told not to go on
     */
    public Taken take(Request request) {
        try {
            Taken taken = taken(request);
            log.taken(taken.set(), taken.manifest());
            return taken;
        } catch (ArchiveFault fault) {
            failed(request, fault);
            throw fault;
        }
    }

    private void failed(Request request, ArchiveFault fault) {
        try {
            log.failed(request.medium().id().toString(), request.by(), String.valueOf(fault.getMessage()));
        } catch (ArchiveFault unwritten) {
            LOG.warn("That a backup failed could not be written down: {}", unwritten.getMessage());
        }
    }

    private Taken taken(Request request) {
        Optional<SetWork> begun = Optional.empty();
        try {
            try (Snapshot snapshot = snapshots.take()) {
                SetWork work = begin(request, snapshot);
                begun = Optional.of(work);
                work.journal(snapshot);
                work.database(snapshot);
                work.listing(snapshot);
            }
            begun.orElseThrow().objects();
            return begun.orElseThrow().finish();
        } catch (IOException trouble) {
            begun.ifPresent(SetWork::discard);
            throw fault(request.medium(), trouble);
        } catch (ArchiveFault fault) {
            // A draft on a full disk would keep it full.
            begun.ifPresent(SetWork::discard);
            throw fault;
        }
    }

    private SetWork begin(Request request, Snapshot snapshot) throws IOException {
        JournalEntry first = snapshot.journal().after(0, 1).stream()
                .findFirst()
                .orElseThrow(() -> new ContentMissing("nhật ký rỗng, chưa có gì để sao lưu"
                        + " / the journal is empty, there is nothing to back up yet"));
        JournalEntry head = snapshot.journal().last().orElse(first);
        String archive = archive(first);
        Optional<BackupMedium.SetFolder> base = request.kind() == BackupKind.FULL
                ? Optional.empty()
                : request.medium().newest(archive).filter(set -> goesOn(set, snapshot));
        Path sets = request.medium().folder(archive);
        Instant now = clock.instant();
        BackupKind kind = base.isPresent() ? BackupKind.INCREMENTAL : BackupKind.FULL;
        String name = TIME.format(now) + "-" + kind.code() + "-" + head.index();
        Path named = sets.resolve(name);
        if (Files.exists(named)) {
            throw BackupMedium.refused(
                    named, "đã có bản này, hãy thử lại sau một giây", "this set is there already; try in a second");
        }
        Map<String, UUID> known = new TreeMap<>();
        for (VolumeEntry volume : snapshot.copies().volumes()) {
            known.put(volume.name(), volume.id());
        }
        BackupSet plan = new BackupSet(
                name,
                archive,
                kind,
                request.kept(),
                now,
                request.by(),
                request.medium().id(),
                base.map(set -> set.set().to()).orElse(0L),
                head.index(),
                head.hash(),
                base.map(set -> new BackupSet.Foundation(set.set().name(), SetChain.manifest(set.folder()))),
                snapshot.export().digest(),
                known,
                snapshot.schemas(),
                new BackupSet.Counts(0, 0, 0, 0, 0, 0),
                request.remarks());
        return new SetWork(
                sources, request, SetDraft.begin(sets, name), plan, base.map(BackupMedium.SetFolder::folder), named);
    }

    /** Whether the journal of the database goes on from the set; after a restore an older set may be of another branch. */
    private static boolean goesOn(BackupMedium.SetFolder set, Snapshot snapshot) {
        try {
            SetChain.of(set.folder()).requireListing();
        } catch (ContentAltered | ContentMissing broken) {
            LOG.error("No set can rest on {}, the next one is a full one: {}", set.folder(), broken.getMessage());
            return false;
        }
        boolean same = snapshot.journal().after(set.set().to() - 1, 1).stream()
                .anyMatch(entry -> entry.index() == set.set().to()
                        && entry.hash().equals(set.set().head()));
        if (!same) {
            LOG.warn("{} is not of this journal any more; the next set is a full one", set.folder());
        }
        return same;
    }

    private static ArchiveFault fault(BackupMedium medium, IOException trouble) {
        return String.valueOf(trouble.getMessage()).contains("No space left")
                ? new StorageFull("phương tiện đầy / the medium is full: " + medium.root(), trouble)
                : new StorageUnavailable(
                        "không ghi được vào / cannot write to " + medium.root() + ": " + trouble, trouble);
    }
}
