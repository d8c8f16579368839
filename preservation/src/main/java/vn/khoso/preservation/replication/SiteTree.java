package vn.khoso.preservation.replication;

import java.util.Optional;
import java.util.function.Consumer;
import vn.khoso.preservation.journal.transparency.JournalLines;
import vn.khoso.preservation.journal.transparency.TileStore;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.TilePath;

/** The journal's lines and its tree's tiles on one volume, through all its goings and comings; a fault while it is away. */
public record SiteTree(CopySite site) implements JournalLines, TileStore {

    @Override
    public long last() {
        return site.on(open -> open.journal().lines().last());
    }

    @Override
    public void read(long after, long upTo, Consumer<JournalLine> lines) {
        site.on(open -> {
            open.journal().lines().read(after, upTo, lines);
            return upTo;
        });
    }

    @Override
    public Optional<byte[]> read(TilePath tile) {
        return site.on(open -> open.journal().tiles().read(tile));
    }

    @Override
    public boolean holds(TilePath tile) {
        return site.on(open -> open.journal().tiles().holds(tile));
    }

    @Override
    public void write(TilePath tile, byte[] hashes) {
        site.on(open -> {
            open.journal().tiles().write(tile, hashes);
            return tile;
        });
    }
}
