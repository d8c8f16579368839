package vn.khoso.ingest.testing;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** A real storage in front of which a fault may happen, before or after it did its work. */
public final class BrokenStorage implements ArchivalStorage {

    private final ArchivalStorage real;
    private final Supplier<Optional<ArchiveFault>> before;
    private final Supplier<Optional<ArchiveFault>> after;

    public BrokenStorage(ArchivalStorage real, Supplier<Optional<ArchiveFault>> before) {
        this(real, before, Optional::empty);
    }

    private BrokenStorage(
            ArchivalStorage real, Supplier<Optional<ArchiveFault>> before, Supplier<Optional<ArchiveFault>> after) {
        this.real = real;
        this.before = before;
        this.after = after;
    }

    public static BrokenStorage afterCreate(ArchivalStorage real, Supplier<Optional<ArchiveFault>> after) {
        return new BrokenStorage(real, Optional::empty, after);
    }

    @Override
    public StoredVersion create(NewVersion version) {
        happen(before);
        StoredVersion stored = real.create(version);
        happen(after);
        return stored;
    }

    private static void happen(Supplier<Optional<ArchiveFault>> fault) {
        fault.get().ifPresent(one -> {
            throw one;
        });
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
