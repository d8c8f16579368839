package vn.khoso.preservation.backup.file;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.DatabaseLoad;
import vn.khoso.preservation.backup.ListedPackage;
import vn.khoso.preservation.backup.ObjectReading;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/**
 * Lays a verified chain of sets down on empty volumes and an empty database: each package where it stood, through the same door
 * by which copies are caught up, so it is verified, flushed and read back once more.
 */
public final class LayDown {

    /** Files above this are unpacked to the disk, not held. */
    static final int HELD_FILE = 1024 * 1024;

    private final SetChain chain;
    private final Path scratch;
    private final ObjectReading reading = new ObjectReading();

    /** @param scratch an empty folder for what is not held in memory of one object at a time */
    public LayDown(SetChain chain, Path scratch) {
        this.chain = chain;
        this.scratch = scratch;
    }

    /** The journal of the chain, for opening the volumes into which it is shipped; it is only read. */
    public JournalStore journal() {
        return new SetJournal(chain);
    }

    /** What was laid down. @param missing packages that no set holds */
    public record Laid(long packages, long copies, long bytes, List<AipId> missing) {
        public Laid {
            missing = List.copyOf(missing);
        }
    }

    /**
     * Lays down objects, journal and checkpoints.
     *
     * @param sites empty volumes by their identity; a package of which none of them is a holder goes to the first
     */
    public Laid records(Map<UUID, OpenSite> sites) {
        BackupSet last = chain.last().set();
        long packages = 0;
        long copies = 0;
        long bytes = 0;
        try {
            for (BackupMedium.SetFolder set : chain.sets()) {
                try (Listings wanted =
                                Listings.in(chain.last().folder(), set.set().name());
                        PackedObjects packed = new PackedObjects(set.folder(), scratch)) {
                    for (Optional<PackedObject> one = packed.next(); one.isPresent(); one = packed.next()) {
                        Optional<ListedPackage> listed = wanted.at(one.get().aip());
                        if (listed.isPresent()) {
                            List<OpenSite> holders = holders(listed.get(), sites);
                            bytes += laid(listed.get(), one.get(), holders);
                            copies += holders.size();
                            packages++;
                        }
                    }
                }
            }
            for (OpenSite site : sites.values()) {
                site.journal().shipUpTo(last.to());
                new SetJournal(chain).checkpoints((name, content) -> checkpoint(site, name, content));
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the sets: " + trouble, trouble);
        }
        List<AipId> missing = new java.util.ArrayList<>();
        long listed = chain.listing(one -> {
            if (one.set().isEmpty()) {
                missing.add(one.aip());
            }
        });
        if (packages + missing.size() != listed) {
            throw new ContentMissing("bản sao lưu liệt kê " + listed + " gói nhưng chỉ có " + packages
                    + " / the sets list " + listed + " packages and hold " + packages);
        }
        return new Laid(packages, copies, bytes, missing);
    }

    private static List<OpenSite> holders(ListedPackage one, Map<UUID, OpenSite> sites) {
        List<OpenSite> holders = one.volumes().stream()
                .filter(sites::containsKey)
                .map(id -> sites.get(id))
                .toList();
        return holders.isEmpty() ? List.of(sites.values().stream().findFirst().orElseThrow()) : holders;
    }

    private long laid(ListedPackage listed, PackedObject object, List<OpenSite> holders) {
        ObjectReading.Whole whole = reading.promised(object, listed.aip(), listed.version(), listed.rootDigest());
        StoredObjects source = new OneObject(new Surveyed(object, whole));
        for (OpenSite site : holders) {
            site.intake().takeOver(whole.inventory().stored(listed.rootDigest()), source, read -> {});
        }
        return whole.bytes();
    }

    private static void checkpoint(OpenSite site, String name, byte[] content) {
        long size = Long.parseLong(name.substring(0, name.indexOf('.')));
        if (name.endsWith(".note")) {
            site.journal().checkpoints().keep(size, new String(content, StandardCharsets.UTF_8));
        } else {
            site.journal().checkpoints().keepTimeStamp(size, content);
        }
    }

    /** Loads the tables that do not follow from the journal. @return rows by table */
    public Map<String, Long> database(DatabaseLoad database) {
        BackupSet last = chain.last().set();
        Map<String, Long> rows = new TreeMap<>();
        database.prepare(last.schemas());
        try (TarArchiveInputStream tar = tar(chain.last().folder().resolve(SetChain.DATABASE))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var table = TableName.read(entry.getName());
                rows.put(table.schema() + "." + table.name(), database.load(table, tar));
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + SetChain.DATABASE + ": " + trouble, trouble);
        }
        database.finish(last.schemas());
        return rows;
    }

    /** Keys and settings of the set, by name. */
    public Map<String, byte[]> settings() {
        Path file = chain.last().folder().resolve(SetChain.KEYS);
        Map<String, byte[]> settings = new TreeMap<>();
        if (!Files.exists(file)) {
            return settings;
        }
        try (TarArchiveInputStream tar = tar(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                settings.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + file + ": " + trouble, trouble);
        }
        return settings;
    }

    static TarArchiveInputStream tar(Path file) throws IOException {
        return new TarArchiveInputStream(
                new java.io.BufferedInputStream(Files.newInputStream(file), HELD_FILE), "UTF-8");
    }

    /** The same with what its inventories promise. */
    private record Surveyed(PackedObject object, ObjectReading.Whole whole) implements StoredObject {

        @Override
        public Optional<ObjectSurvey> survey() {
            Inventory inventory = whole.inventory();
            return Optional.of(new ObjectSurvey(
                    inventory.aip(),
                    Optional.of(new ObjectSurvey.Head(
                            inventory.head(), inventory.headVersion().created())),
                    whole.parts().stream()
                            .map(part -> new ObjectSurvey.Promise(part.place(), part.fixity()))
                            .toList(),
                    List.of(),
                    List.of()));
        }

        @Override
        public ReadableByteChannel open(String place) {
            return object.open(place);
        }
    }

    /** A place with one object. */
    private record OneObject(StoredObject only) implements StoredObjects {

        @Override
        public StoredObject object(AipId aip) {
            return only;
        }

        @Override
        public long mark(AipId aip) {
            return StorageLayout.mark(aip);
        }

        @Override
        public Stream<AipId> unknown(MarkRange range, LongPredicate known) {
            return Stream.empty();
        }
    }
}
