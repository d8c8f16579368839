package vn.khoso.preservation.testing;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/**
 * A real storage that creates as a test says; everything else is done as ever.
 *
 * @param creating instead of the real one's own way, which it may call
 */
public record WatchedStorage(ArchivalStorage real, Function<NewVersion, StoredVersion> creating)
        implements ArchivalStorage {

    /** Fails so many times before it does its work. */
    public static WatchedStorage failingBefore(ArchivalStorage real, AtomicInteger times, ArchiveFault fault) {
        return new WatchedStorage(real, version -> {
            happen(times, fault);
            return real.create(version);
        });
    }

    /** Does its work, and then fails so many times. */
    public static WatchedStorage failingAfter(ArchivalStorage real, AtomicInteger times, ArchiveFault fault) {
        return new WatchedStorage(real, version -> {
            StoredVersion stored = real.create(version);
            happen(times, fault);
            return stored;
        });
    }

    private static void happen(AtomicInteger times, ArchiveFault fault) {
        if (times.getAndDecrement() > 0) {
            throw fault;
        }
    }

    @Override
    public StoredVersion create(NewVersion version) {
        return creating.apply(version);
    }

    @Override
    public StoredVersion update(NewVersion version) {
        return real.update(version);
    }

    @Override
    public Optional<StoredVersion> head(AipId aip) {
        return real.head(aip);
    }

    @Override
    public InputStream open(AipId aip, PackagePath path) {
        return real.open(aip, path);
    }

    @Override
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        return real.openRange(aip, path, offset, length);
    }

    @Override
    public Stream<AipId> all() {
        return real.all();
    }
}
