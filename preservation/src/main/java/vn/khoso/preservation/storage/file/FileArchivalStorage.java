package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.AlreadyStored;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.ObjectIntake;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.InventoryWriter;
import vn.khoso.preservation.storage.ocfl.VersionPlan;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * AIPs on a {@link Volume}, as OCFL 1.1 objects.
 *
 * <p>Publishing, in this order: stage on the same volume, hashing both digests in one pass; flush files, then folders;
 * rename into the layout; flush the names above; read back and hash; return. A later version becomes visible by the rename
 * of its folder; root inventory and sidecar follow by rename, and {@link Recovery} finishes that when a crash comes
 * between.
 */
public final class FileArchivalStorage implements ArchivalStorage, ObjectIntake {

    private static final Logger LOG = LoggerFactory.getLogger(FileArchivalStorage.class);
    private static final int STRIPES = 64;

    private final Volume volume;
    private final DurableFiles files;
    private final LayoutFolders layout;
    private final InventoryParser parser = new InventoryParser();
    private final InventoryWriter writer = new InventoryWriter();
    private final RecentInventories recent = new RecentInventories();
    private final Recovery recovery;
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    private FileArchivalStorage(Volume volume) {
        this.volume = volume;
        this.files = volume.files();
        this.layout = new LayoutFolders(volume);
        this.recovery = new Recovery(volume, layout, parser);
    }

    /** Makes good what a crash left on the volume, then takes it into use. */
    public static FileArchivalStorage on(Volume volume) {
        FileArchivalStorage storage = new FileArchivalStorage(volume);
        storage.recovery.atStart();
        return storage;
    }

    /** For reading only, beside the storage that was taken into use: nothing is made good. */
    static FileArchivalStorage reading(Volume volume) {
        return new FileArchivalStorage(volume);
    }

    @Override
    public StoredVersion create(NewVersion version) {
        return alone(version.aip(), () -> {
            ObjectFolder object = object(version.aip());
            return object.exists() ? createdBefore(object, version) : createNew(object, version);
        });
    }

    private StoredVersion createNew(ObjectFolder object, NewVersion version) {
        VersionPlan plan = VersionPlan.of(version, Optional.empty());
        VersionStage.Intent intent = new VersionStage.Intent(version.aip(), plan.number());
        Path folder = stagingFor(intent, plan.bytes());
        Fixity digest = undoneOnFault(intent, () -> {
            Fixity written = new VersionStage(folder, plan, files).write(writer.write(plan.inventory()));
            layout.publish(folder, object.root());
            return written;
        });
        if (!readBack(object, digest)) {
            recovery.withdraw(version.aip());
            throw notAsWritten(version.aip());
        }
        return plan.inventory().stored(digest);
    }

    /** A retry: nobody may have seen the end of the first try, so everything is flushed and read once more. */
    private StoredVersion createdBefore(ObjectFolder object, NewVersion version) {
        ObjectFolder.Sealed first = object.ofVersion(1)
                .orElseThrow(
                        () -> new ContentAltered(version.aip() + ": the inventory of version 1 cannot be trusted"));
        if (!first.inventory().headVersion().state().equals(VersionPlan.stateOf(version))) {
            throw new AlreadyStored(version.aip() + " is kept already, with other content");
        }
        layout.force(object.root());
        object.checkContentOf(first.inventory());
        return first.inventory().stored(first.digest());
    }

    @Override
    public StoredVersion update(NewVersion version) {
        return alone(version.aip(), () -> {
            ObjectFolder object = object(version.aip());
            Inventory before = settledHead(object, version.aip()).inventory();
            VersionPlan plan = VersionPlan.of(version, Optional.of(before));
            return before.headVersion().equals(plan.inventory().headVersion())
                    ? updatedBefore(object)
                    : updateNew(object, version.aip(), plan);
        });
    }

    /** The head, after remains of an earlier attempt of this process were finished or undone. */
    private ObjectFolder.Sealed settledHead(ObjectFolder object, AipId aip) {
        ObjectFolder.Sealed head = newest(object, aip);
        int number = head.inventory().head();
        boolean begun = Files.exists(object.version(number + 1));
        boolean current = object.current().isPresent();
        if (begun) {
            recovery.settle(new VersionStage.Intent(aip, number + 1));
        }
        if (!current) {
            // It was this version whose root inventory could not be put in its place.
            recovery.settle(new VersionStage.Intent(aip, number));
        }
        return begun || !current ? newest(object, aip) : head;
    }

    private StoredVersion updateNew(ObjectFolder object, AipId aip, VersionPlan plan) {
        VersionStage.Intent intent = new VersionStage.Intent(aip, plan.number());
        Path folder = stagingFor(intent, plan.bytes());
        Fixity digest = undoneOnFault(intent, () -> {
            Fixity written = new VersionStage(folder, plan, files).write(writer.write(plan.inventory()));
            // The intent first: from the next line on, only a start that knows of it can finish.
            files.force(volume.staging());
            files.move(folder.resolve("v" + plan.number()), object.version(plan.number()));
            files.force(object.root());
            files.move(folder.resolve(Inventory.FILE), object.root().resolve(Inventory.FILE));
            files.move(folder.resolve(Inventory.SIDECAR), object.root().resolve(Inventory.SIDECAR));
            files.force(object.root());
            files.discard(folder);
            return written;
        });
        if (!readBack(object, digest)) {
            recovery.settle(intent);
            throw notAsWritten(aip);
        }
        return plan.inventory().stored(digest);
    }

    private StoredVersion updatedBefore(ObjectFolder object) {
        ObjectFolder.Sealed head = object.current().orElseThrow();
        layout.force(object.root());
        object.checkContentOf(head.inventory());
        return head.inventory().stored(head.digest());
    }

    @Override
    public boolean holds(AipId aip) {
        return object(aip).exists();
    }

    @Override
    public void takeOver(StoredVersion wanted, StoredObjects source, IntConsumer pace) {
        alone(wanted.aip(), () -> {
            ObjectFolder object = object(wanted.aip());
            if (object.exists() && hereAlready(object, wanted)) {
                layout.force(object.root());
                return wanted;
            }
            return copied(object, wanted, source, pace);
        });
    }

    private StoredVersion copied(ObjectFolder object, StoredVersion wanted, StoredObjects source, IntConsumer pace) {
        VersionStage.Intent intent = new VersionStage.Intent(wanted.aip(), 1);
        Path folder = stagingFor(intent, wanted.bytes());
        undoneOnFault(intent, () -> {
            new ObjectCopy(folder, files, pace).write(wanted, source);
            if (object.exists()) {
                recovery.withdraw(wanted.aip());
            }
            layout.publish(folder, object.root());
            return folder;
        });
        if (!wholeAndSame(object, wanted.rootDigest())) {
            recovery.withdraw(wanted.aip());
            throw notAsWritten(wanted.aip());
        }
        return wanted;
    }

    private boolean hereAlready(ObjectFolder object, StoredVersion wanted) {
        try {
            return wholeAndSame(object, wanted.rootDigest());
        } catch (StorageUnavailable unread) {
            // A sector that cannot be read is damage too; when the whole volume is gone, the next line of the copy says
            // so.
            LOG.warn("{} cannot be read: {}", wanted.aip(), unread.getMessage());
            return false;
        }
    }

    /** Whether every version is there, and all that they hold is what the newest promises. */
    private boolean wholeAndSame(ObjectFolder object, Fixity rootDigest) {
        if (!object.isDeclared() || !readBack(object, rootDigest)) {
            return false;
        }
        Inventory inventory = object.current().orElseThrow().inventory();
        try {
            object.checkOlderThan(inventory);
        } catch (ContentAltered | ContentMissing bad) {
            LOG.error("Read back: {}", bad.getMessage());
            return false;
        }
        return object.versionNumbers().size() == inventory.head();
    }

    private Path stagingFor(VersionStage.Intent intent, long bytes) {
        volume.requireRoom(bytes);
        Path folder = volume.staging().resolve(intent.name());
        files.discard(folder);
        return folder;
    }

    /** Runs a publish; when it fails, leaves nothing of it, or the whole. What cannot be undone now is undone at start. */
    private <T> T undoneOnFault(VersionStage.Intent intent, Supplier<T> publish) {
        try {
            return publish.get();
        } catch (ArchiveFault fault) {
            try {
                recovery.settle(intent);
            } catch (ArchiveFault again) {
                LOG.warn(
                        "{} version {} is left for the next start: {}",
                        intent.aip(),
                        intent.version(),
                        again.getMessage());
                fault.addSuppressed(again);
            }
            throw fault;
        }
    }

    /**
     * Whether everything the version added is on the volume as written. The kernel may answer from its cache, so this
     * finds a wrong copy, not a bad sector: that is the audit's work.
     */
    private boolean readBack(ObjectFolder object, Fixity digest) {
        Optional<ObjectFolder.Sealed> root =
                object.current().filter(found -> found.digest().equals(digest));
        if (root.isEmpty()) {
            return false;
        }
        Inventory inventory = root.get().inventory();
        try {
            object.checkContentOf(inventory);
        } catch (ContentAltered | ContentMissing bad) {
            LOG.error("Read back: {}", bad.getMessage());
            return false;
        }
        return object.ofVersion(inventory.head())
                .filter(found -> found.digest().equals(digest))
                .isPresent();
    }

    private static StorageUnavailable notAsWritten(AipId aip) {
        String text = aip + ": what was read back is not what was written";
        return new StorageUnavailable(text, new IOException(text));
    }

    @Override
    public Optional<StoredVersion> head(AipId aip) {
        ObjectFolder object = object(aip);
        return object.exists()
                ? Optional.of(newest(object, aip))
                        .map(found -> found.inventory().stored(found.digest()))
                : Optional.empty();
    }

    @Override
    public InputStream open(AipId aip, PackagePath path) {
        ObjectFolder object = object(aip);
        Inventory.Content content = content(object, aip, path);
        return VerifiedRead.of(object.content(content), aip + " " + path, content.size(), content.sha256());
    }

    @Override
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        ObjectFolder object = object(aip);
        Inventory.Content content = content(object, aip, path);
        return VerifiedRead.range(
                object.content(content), aip + " " + path, content.size(), content.sha256(), offset, length);
    }

    private Inventory.Content content(ObjectFolder object, AipId aip, PackagePath path) {
        return readable(recent.newest(object), object, aip)
                .inventory()
                .content(path)
                .orElseThrow(() -> new ContentMissing(aip + " has no file " + path));
    }

    private static ObjectFolder.Sealed newest(ObjectFolder object, AipId aip) {
        return readable(object.newest(), object, aip);
    }

    private static ObjectFolder.Sealed readable(Optional<ObjectFolder.Sealed> found, ObjectFolder object, AipId aip) {
        return found.orElseThrow(() -> object.exists()
                ? new ContentAltered(aip + ": no inventory agrees with its sidecar")
                : new ContentMissing(aip + " is not on this volume"));
    }

    @Override
    public Stream<AipId> all() {
        return list(volume.ocfl()).stream()
                .filter(outer -> !StorageRoot.owns(outer))
                .flatMap(outer -> list(outer).stream())
                .flatMap(inner -> list(inner).stream())
                .flatMap(root -> identify(root).stream());
    }

    /** As {@link #all}, but for objects whose mark is not known; see {@link vn.khoso.preservation.storage.StoredObjects#unknown}. */
    Stream<AipId> unlike(MarkRange range, LongPredicate known) {
        return list(volume.ocfl()).stream()
                .filter(outer -> !StorageRoot.owns(outer))
                .filter(outer -> StorageRoot.within(range, outer))
                .flatMap(outer -> list(outer).stream())
                .flatMap(inner -> list(inner).stream())
                .filter(root -> StorageRoot.mark(root).stream().noneMatch(known))
                .flatMap(root -> identify(root).stream());
    }

    private Optional<AipId> identify(Path root) {
        Path inventory = root.resolve(Inventory.FILE);
        try {
            AipId aip = parser.id(Files.readAllBytes(inventory));
            if (StorageRoot.place(volume.ocfl(), aip).equals(root)) {
                return Optional.of(aip);
            }
        } catch (IOException unreadable) {
            LOG.warn("An object that does not say its name: {}", root.getFileName(), unreadable);
            return Optional.empty();
        }
        LOG.warn("An object that lies where another belongs: {}", root.getFileName());
        return Optional.empty();
    }

    /** At most some hundred entries on every level of the layout. */
    private static List<Path> list(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NotDirectoryException stray) {
            LOG.warn("A file where only folders belong: {}", folder.getFileName());
        } catch (IOException | DirectoryIteratorException trouble) {
            throw new StorageUnavailable("cannot list " + folder.getFileName(), trouble);
        }
        entries.sort(null);
        return entries;
    }

    private ObjectFolder object(AipId aip) {
        return new ObjectFolder(StorageRoot.place(volume.ocfl(), aip), aip, parser);
    }

    private <T> T alone(AipId aip, Supplier<T> work) {
        ReentrantLock lock = locks.get(Math.floorMod(aip.hashCode(), STRIPES));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
