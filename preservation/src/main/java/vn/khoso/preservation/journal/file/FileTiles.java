package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.codec.tlog.TilePath;

/** Tiles in {@code journal/tile/} of a volume. */
public final class FileTiles implements TileStore {

    private final Volume volume;

    public FileTiles(Volume volume) {
        this.volume = volume;
    }

    private Path file(TilePath tile) {
        return volume.journal().resolve(tile.text());
    }

    @Override
    public Optional<byte[]> read(TilePath tile) {
        try {
            return Optional.of(Files.readAllBytes(file(tile)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read journal " + tile, trouble);
        }
    }

    @Override
    public boolean holds(TilePath tile) {
        return Files.isRegularFile(file(tile), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void write(TilePath tile, byte[] hashes) {
        Optional<byte[]> there = read(tile);
        if (there.isEmpty()) {
            volume.files().publish(file(tile), hashes);
        } else if (!Arrays.equals(there.get(), hashes)) {
            throw new ContentAltered("journal " + tile + " on storage holds other hashes than the journal gives");
        }
    }
}
