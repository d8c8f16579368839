package vn.khoso.preservation.backup.file;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.BackupSetJson;
import vn.khoso.preservation.backup.ListedPackage;
import vn.khoso.preservation.backup.ObjectReading;
import vn.khoso.preservation.backup.Snapshot;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.replication.CopyComplaints;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.SiteObjects;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.schemas.catalogue.JournalText;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.AipId;

/** One set in the making: what the database knew first, then the objects. */
final class SetWork {
    private static final Logger LOG = LoggerFactory.getLogger(SetWork.class);
    private static final long PACK = 1L << 30;
    private static final int PAGE = 500;
    private static final int CHECKPOINTS = 100;

    private final Sources sources;
    private final TakeBackup.Request request;
    private final SetDraft draft;
    private final BackupSet plan;
    private final Optional<Path> base;
    private final Path named;
    private long packages;
    private long packed;
    private long files;
    private long bytes;
    private long damaged;
    private long unsaved;

    /** What the objects and checkpoints are read from. */
    record Sources(VolumeSet volumes, CopyComplaints complaints, CheckpointStore checkpoints, ObjectReading reading) {}

    /**
     * Begins a set.
     *
     * @param plan the set without its counts
     * @param base folder of the set before
     * @param named where it will lie
     */
    SetWork(
            Sources sources,
            TakeBackup.Request request,
            SetDraft draft,
            BackupSet plan,
            Optional<Path> base,
            Path named) {
        this.sources = sources;
        this.request = request;
        this.draft = draft;
        this.plan = plan;
        this.base = base;
        this.named = named;
    }

    /** What came after the base, and all checkpoints: a time stamp may come late. */
    void journal(Snapshot snapshot) throws IOException {
        try (TarArchiveOutputStream tar = Packs.tar(draft.create(SetChain.JOURNAL))) {
            long after = plan.from();
            for (List<JournalText> page = snapshot.journal().textsAfter(after, SetJournal.PIECE);
                    !page.isEmpty();
                    page = snapshot.journal().textsAfter(after, SetJournal.PIECE)) {
                after = page.getLast().index();
                add(tar, SetJournal.pieceName(page), SetJournal.piece(page));
            }
            long size = 0;
            for (List<CheckpointStore.Kept> page = sources.checkpoints().after(size, CHECKPOINTS);
                    !page.isEmpty() && size <= plan.to();
                    page = sources.checkpoints().after(size, CHECKPOINTS)) {
                for (CheckpointStore.Kept kept : page) {
                    size = kept.size();
                    if (size <= plan.to()) {
                        checkpoint(tar, kept);
                    }
                }
            }
        }
    }

    private void checkpoint(TarArchiveOutputStream tar, CheckpointStore.Kept kept) throws IOException {
        String name = SetJournal.CHECKPOINTS + String.format(Locale.ROOT, "%012d", kept.size());
        add(tar, name + ".note", kept.note().getBytes(StandardCharsets.UTF_8));
        if (kept.timeStamp().isPresent()) {
            add(tar, name + ".tsr", kept.timeStamp().get());
        }
    }

    private void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        Packs.header(tar, name, content.length, plan.takenAt());
        tar.write(content);
        tar.closeArchiveEntry();
    }

    void database(Snapshot snapshot) throws IOException {
        try (TarArchiveOutputStream tar = Packs.tar(draft.create(SetChain.DATABASE))) {
            for (Snapshot.Table table : snapshot.tables()) {
                Path rows = draft.scratch("rows");
                try (OutputStream out = Files.newOutputStream(rows)) {
                    snapshot.copy(table, out);
                }
                Packs.header(tar, TableName.write(table), Files.size(rows), plan.takenAt());
                Files.copy(rows, tar);
                tar.closeArchiveEntry();
            }
        }
        if (!request.settings().isEmpty()) {
            try (TarArchiveOutputStream tar = Packs.tar(draft.create(SetChain.KEYS))) {
                for (Map.Entry<String, byte[]> one : new TreeMap<>(request.settings()).entrySet()) {
                    add(tar, one.getKey(), one.getValue());
                }
            }
        }
    }

    /** The packages of this instant; where their bytes lie already, the base tells. */
    void listing(Snapshot snapshot) throws IOException {
        try (Listings before = Listings.of(base);
                Writer out = lines(Files.newOutputStream(draft.scratch(SetChain.LISTING)))) {
            Copies copies = new Copies(snapshot.copies());
            Optional<AipId> after = Optional.empty();
            for (List<PackageEntry> page = snapshot.catalogue().packagesAfter(after, PAGE);
                    !page.isEmpty();
                    page = snapshot.catalogue().packagesAfter(after, PAGE)) {
                for (PackageEntry entry : page) {
                    ListedPackage one = new ListedPackage(
                            entry.aip(),
                            entry.version(),
                            entry.rootDigest(),
                            copies.of(entry.aip(), entry.version()),
                            Optional.empty());
                    out.write(one.in(before.at(one.aip()).filter(one::same).flatMap(ListedPackage::set))
                                    .line()
                            + "\n");
                }
                after = Optional.of(page.getLast().aip());
            }
        }
    }

    /** Copies what no set of the chain holds yet, and finishes the listing. */
    void objects() throws IOException {
        try (Packs packs = new Packs(draft, PACK, plan.takenAt());
                BufferedReader in = Files.newBufferedReader(draft.scratch(SetChain.LISTING));
                Writer out = lines(draft.create(SetChain.LISTING))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!request.goOn().getAsBoolean()) {
                    throw new CancellationException("the backup was stopped; the next one begins anew");
                }
                ListedPackage one = ListedPackage.parse(line);
                packages++;
                ListedPackage done = one.set().isPresent()
                        ? one
                        : one.in(packed(one, packs) ? Optional.of(plan.name()) : Optional.empty());
                out.write(done.line() + "\n");
            }
        }
    }

    /**
     * From the first volume whose copy is good; the others that were asked are complained of.
     *
     * @throws StorageUnavailable when a volume that may have a good copy does not answer: the set is to be tried again
     */
    private boolean packed(ListedPackage one, Packs packs) throws IOException {
        List<String> unread = new ArrayList<>();
        for (CopySite site : holders(one)) {
            Optional<ObjectReading.Whole> whole = good(site, one, unread);
            if (whole.isPresent()) {
                packs.add(one.aip(), new SiteObjects(site).object(one.aip()), whole.get());
                packed++;
                files += whole.get().parts().size();
                bytes += whole.get().bytes();
                return true;
            }
        }
        if (!unread.isEmpty()) {
            String names = String.join(", ", unread);
            throw new StorageUnavailable(
                    "gói " + one.aip() + " chưa đọc được, ổ " + names + " không trả lời; sẽ thử lại"
                            + " / cannot be read now, volume " + names + " does not answer; it is tried again",
                    new IOException(names));
        }
        if (sources.volumes().sites().stream().noneMatch(CopySite::inUse)) {
            throw new StorageUnavailable("no volume can be read", new IOException("all are away or fenced"));
        }
        LOG.error("{} could not be backed up: no good copy on any volume", one.aip());
        unsaved++;
        return false;
    }

    /** @param unread gets the volume's name when nothing can be said of its copy */
    private Optional<ObjectReading.Whole> good(CopySite site, ListedPackage one, List<String> unread) {
        try {
            StoredObject object = new SiteObjects(site).object(one.aip());
            return Optional.of(sources.reading().verified(object, one.aip(), one.version(), one.rootDigest()));
        } catch (ContentAltered | ContentMissing | StorageUnavailable bad) {
            // Asks the volume who it is: one that has gone is not in use any more.
            sources.complaints().bad(site, one.aip(), Optional.empty(), bad);
            if (site.inUse() && !(bad instanceof StorageUnavailable)) {
                damaged++;
            } else {
                unread.add(site.name());
            }
            return Optional.empty();
        }
    }

    private List<CopySite> holders(ListedPackage one) {
        return sources.volumes().sites().stream()
                .filter(site -> one.volumes().contains(site.volume()))
                .sorted(java.util.Comparator.comparing(site -> !site.inUse()))
                .toList();
    }

    TakeBackup.Taken finish() throws IOException {
        BackupSet set = plan.with(new BackupSet.Counts(packages, packed, files, bytes, damaged, unsaved));
        draft.write(SetChain.DESCRIPTION, CanonicalJson.bytes(BackupSetJson.write(set)));
        return new TakeBackup.Taken(named, set, draft.publish(named));
    }

    /** Takes the draft away. */
    void discard() {
        try {
            draft.discard();
        } catch (IOException left) {
            LOG.warn("A draft could not be removed, the next set will: {}", left.getMessage());
        }
    }

    private static Writer lines(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }
}
