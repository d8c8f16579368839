package vn.khoso.preservation.journal.s3;

import java.util.Arrays;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.preservation.storage.s3.S3Files;
import vn.khoso.schemas.codec.tlog.TilePath;

/** Tiles in {@code journal/tile/} of a bucket. */
public record S3Tiles(S3Files files) implements TileStore {

    private static String name(TilePath tile) {
        return S3JournalSegments.FOLDER + tile.text();
    }

    @Override
    public Optional<byte[]> read(TilePath tile) {
        return files.read(name(tile)).map(S3Files.Found::bytes);
    }

    @Override
    public boolean holds(TilePath tile) {
        return files.holds(name(tile));
    }

    @Override
    public void write(TilePath tile, byte[] hashes) {
        Optional<byte[]> there = read(tile);
        if (there.isEmpty()) {
            files.write(name(tile), hashes);
        } else if (!Arrays.equals(there.get(), hashes)) {
            throw new ContentAltered("journal " + tile + " on storage holds other hashes than the journal gives");
        }
    }
}
