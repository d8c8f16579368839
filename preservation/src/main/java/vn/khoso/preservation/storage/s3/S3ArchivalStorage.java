package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.ObjectIntake;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.preservation.storage.ocfl.VersionPlan;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/** AIPs on an {@link S3Volume}, as OCFL 1.1 objects. How one is published: {@link S3Publish}; what then may go wrong: {@link S3Recovery}. */
public final class S3ArchivalStorage implements ArchivalStorage, ObjectIntake {

    private static final Logger LOG = LoggerFactory.getLogger(S3ArchivalStorage.class);
    private static final int STRIPES = 64;
    private static final int SENDERS = 8;

    /** The identifier stands first in an inventory. */
    private static final int ENOUGH_FOR_THE_NAME = 512;

    private final S3Bucket bucket;
    private final S3Publish publish;
    private final S3Recovery recovery;
    private final S3TakeOver takeOver;
    private final InventoryParser parser = new InventoryParser();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();

    private S3ArchivalStorage(S3Volume volume) {
        this.bucket = volume.bucket();
        this.publish = new S3Publish(volume.writes(), senders());
        this.recovery = new S3Recovery(volume, publish, parser);
        this.takeOver = new S3TakeOver(volume, recovery);
    }

    /** Makes good what was interrupted on the volume, then takes it into use. */
    public static S3ArchivalStorage on(S3Volume volume) {
        S3ArchivalStorage storage = new S3ArchivalStorage(volume);
        storage.recovery.atStart();
        return storage;
    }

    /** Threads that go when nothing is sent: nobody has to close them. */
    private static ExecutorService senders() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                SENDERS,
                SENDERS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("s3-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public StoredVersion create(NewVersion version) {
        return alone(version.aip(), () -> {
            S3ObjectFolder object = object(version.aip());
            List<String> places = object.places();
            if (S3ObjectFolder.published(places) || object.current().isPresent()) {
                return createdBefore(object, version);
            }
            VersionPlan plan = VersionPlan.of(version, Optional.empty());
            if (!places.isEmpty()) {
                recovery.settleRemains(new S3Recovery.Intent(object.aip(), plan.number()));
            }
            return put(object, plan);
        });
    }

    /** A retry: nobody may have seen the end of the first try, so everything is read once more. */
    private StoredVersion createdBefore(S3ObjectFolder object, NewVersion version) {
        if (object.current().isEmpty()) {
            // What an attempt left whose undoing failed too is finished or undone first.
            recovery.settleRemains(new S3Recovery.Intent(object.aip(), 1));
        }
        S3ObjectFolder.Sealed first = object.ofVersion(1)
                .orElseThrow(
                        () -> new ContentAltered(version.aip() + ": the inventory of version 1 cannot be trusted"));
        if (!first.inventory().headVersion().state().equals(VersionPlan.stateOf(version))) {
            throw new AlreadyStored(version.aip() + " is kept already, with other content");
        }
        object.checkContentOf(first.inventory());
        recovery.end(new S3Recovery.Intent(object.aip(), 1));
        return first.inventory().stored(first.digest());
    }

    @Override
    public StoredVersion update(NewVersion version) {
        return alone(version.aip(), () -> {
            S3ObjectFolder object = object(version.aip());
            S3ObjectFolder.Sealed before = readable(object.newest(), object);
            int next = before.inventory().head() + 1;
            boolean remains = object.places().stream().anyMatch(place -> place.startsWith("v" + next + "/"));
            if (remains || object.current().isEmpty()) {
                recovery.settleRemains(new S3Recovery.Intent(object.aip(), next));
                before = readable(object.newest(), object);
            }
            VersionPlan plan = VersionPlan.of(version, Optional.of(before.inventory()));
            if (!before.inventory().headVersion().equals(plan.inventory().headVersion())) {
                return put(object, plan);
            }
            object.checkContentOf(before.inventory());
            recovery.end(new S3Recovery.Intent(object.aip(), before.inventory().head()));
            return before.inventory().stored(before.digest());
        });
    }

    private StoredVersion put(S3ObjectFolder object, VersionPlan plan) {
        S3Recovery.Intent intent = new S3Recovery.Intent(object.aip(), plan.number());
        try {
            recovery.begin(intent);
            Fixity digest = publish.version(object, plan);
            recovery.end(intent);
            return plan.inventory().stored(digest);
        } catch (ArchiveFault fault) {
            undo(intent, plan, fault);
            throw fault;
        }
    }

    /** Leaves nothing of it, or the whole. What cannot be undone now is undone when the volume is opened anew. */
    private void undo(S3Recovery.Intent intent, VersionPlan plan, ArchiveFault fault) {
        try {
            recovery.settle(
                    intent,
                    plan.sources().stream().map(copy -> copy.content().place()).toList());
        } catch (ArchiveFault again) {
            LOG.warn(
                    "{} version {} is left for the next opening: {}",
                    intent.aip(),
                    intent.version(),
                    again.getMessage());
            fault.addSuppressed(again);
        }
    }

    @Override
    public boolean holds(AipId aip) {
        return !bucket.list(object(aip).root(), false, Optional.empty())
                .given("list " + aip)
                .keys()
                .isEmpty();
    }

    @Override
    public void takeOver(StoredVersion wanted, StoredObjects source, IntConsumer pace) {
        alone(wanted.aip(), () -> {
            takeOver.run(object(wanted.aip()), wanted, source, pace);
            return wanted;
        });
    }

    @Override
    public Optional<StoredVersion> head(AipId aip) {
        S3ObjectFolder object = object(aip);
        Optional<S3ObjectFolder.Sealed> found = object.current();
        if (found.isEmpty()) {
            List<String> places = object.places();
            if (!S3ObjectFolder.published(places)) {
                return Optional.empty();
            }
            found = Optional.of(object.newestOfVersions(places).orElseThrow(() -> unsealed(aip)));
        }
        return found.map(one -> one.inventory().stored(one.digest()));
    }

    @Override
    public InputStream open(AipId aip, PackagePath path) {
        S3ObjectFolder object = object(aip);
        Inventory.Content content = content(object, path);
        return S3VerifiedRead.of(
                bucket, object.key(content.place()), aip + " " + path, content.size(), content.sha256());
    }

    @Override
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        S3ObjectFolder object = object(aip);
        Inventory.Content content = content(object, path);
        return S3VerifiedRead.range(
                bucket,
                object.key(content.place()),
                new S3VerifiedRead.Promise(aip + " " + path, content.size(), content.sha256()),
                offset,
                length);
    }

    private Inventory.Content content(S3ObjectFolder object, PackagePath path) {
        return readable(object.newest(), object)
                .inventory()
                .content(path)
                .orElseThrow(() -> new ContentMissing(object.aip() + " has no file " + path));
    }

    private static S3ObjectFolder.Sealed readable(Optional<S3ObjectFolder.Sealed> found, S3ObjectFolder object) {
        return found.orElseThrow(() -> S3ObjectFolder.published(object.places())
                ? unsealed(object.aip())
                : new ContentMissing(object.aip() + " is not on this volume"));
    }

    private static ContentAltered unsealed(AipId aip) {
        return new ContentAltered(aip + ": no inventory agrees with its sidecar");
    }

    @Override
    public Stream<AipId> all() {
        return unlike(new MarkRange(0, 1), mark -> false);
    }

    /** As {@link #all}, but for objects whose mark is not known; see {@link StoredObjects#unknown}. */
    Stream<AipId> unlike(MarkRange range, LongPredicate known) {
        return bucket.entries(S3Volume.OCFL).stream()
                .filter(entry -> !StorageLayout.owns(name(entry)))
                .filter(outer -> StorageLayout.within(range, name(outer)))
                .flatMap(outer -> folders(outer).stream())
                .flatMap(inner -> folders(inner).stream())
                .filter(root -> StorageLayout.mark(name(root)).stream().noneMatch(known))
                .flatMap(root -> identify(root).stream());
    }

    private List<String> folders(String below) {
        return bucket.entries(below).stream()
                .filter(entry -> entry.endsWith("/"))
                .toList();
    }

    private static String name(String entry) {
        String bare = entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private Optional<AipId> identify(String root) {
        Optional<S3Bucket.Part> inventory = bucket.read(root + Inventory.FILE, 0, ENOUGH_FOR_THE_NAME, Optional.empty())
                .found();
        try {
            if (inventory.isPresent()) {
                AipId aip = parser.id(inventory.get().bytes());
                if (object(aip).root().equals(root)) {
                    return Optional.of(aip);
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("An object that does not say its name: {}", root, unreadable);
            return Optional.empty();
        }
        LOG.warn("An object without an inventory, or one that lies where another belongs: {}", root);
        return Optional.empty();
    }

    private S3ObjectFolder object(AipId aip) {
        return new S3ObjectFolder(bucket, aip, parser);
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
