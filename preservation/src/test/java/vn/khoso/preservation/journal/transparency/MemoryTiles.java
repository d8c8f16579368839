package vn.khoso.preservation.journal.transparency;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.codec.tlog.TilePath;

/** Tiles in memory; can be told to fail at a write, with or without having written. */
final class MemoryTiles implements TileStore {

    final Map<String, byte[]> tiles = new TreeMap<>();
    int writesUntilFault = Integer.MAX_VALUE;
    boolean writtenAllTheSame;

    @Override
    public Optional<byte[]> read(TilePath tile) {
        return Optional.ofNullable(tiles.get(tile.text()));
    }

    @Override
    public boolean holds(TilePath tile) {
        return tiles.containsKey(tile.text());
    }

    @Override
    public void write(TilePath tile, byte[] hashes) {
        byte[] there = tiles.get(tile.text());
        if (there != null && !Arrays.equals(there, hashes)) {
            throw new ContentAltered(tile.text());
        }
        if (writesUntilFault == 0 && !writtenAllTheSame) {
            throw new StorageUnavailable("full", new java.io.IOException());
        }
        tiles.put(tile.text(), hashes.clone());
        if (writesUntilFault == 0) {
            throw new StorageUnavailable("crashed", new java.io.IOException());
        }
        writesUntilFault--;
    }
}
