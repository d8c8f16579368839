package vn.khoso.preservation.journal.transparency;

import java.util.Optional;
import vn.khoso.schemas.codec.tlog.TilePath;

/** Where tiles lie. A tile is whole or not there, durable when {@link #write} returns, and never written over with other bytes. */
public interface TileStore {

    /** The hashes of a tile, one after the other; empty when there is none. */
    Optional<byte[]> read(TilePath tile);

    boolean holds(TilePath tile);

    /** @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when the tile is there with other hashes */
    void write(TilePath tile, byte[] hashes);
}
