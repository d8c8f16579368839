package vn.khoso.preservation.journal.transparency;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.MerkleTree;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.codec.tlog.TreeHash;

/**
 * The Merkle tree over the journal: grows by a line at a time, writes each tile when it is full, and keeps the tiles at its right edge in
 * memory. After a crash it goes on from the last full tile and reads at most 255 lines again. Safe for many threads.
 */
public final class JournalTree {

    private static final int KEPT_TILES = 64;
    private static final int STEP = 4_096;
    private static final int HEIGHT = TilePath.HEIGHT;

    private final TileStore tiles;
    private final JournalLines lines;
    private final List<List<TreeHash>> edge = new ArrayList<>();
    private final Map<TilePath, byte[]> recent = new LinkedHashMap<>(KEPT_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
            return size() > KEPT_TILES;
        }
    };
    private final MerkleTree tree = new MerkleTree(this::subtree);
    private long size;

    private JournalTree(TileStore tiles, JournalLines lines) {
        this.tiles = tiles;
        this.lines = lines;
        for (int level = 0; level <= TilePath.TOP; level++) {
            edge.add(new ArrayList<>(TilePath.FULL));
        }
    }

    /**
     * Takes up the tree where its tiles end.
     *
     * @throws ContentAltered when the tiles at the right edge do not belong to each other
     */
    public static JournalTree open(TileStore tiles, JournalLines lines) {
        JournalTree tree = new JournalTree(tiles, lines);
        tree.resume();
        return tree;
    }

    private void resume() {
        long full = fullTiles();
        size = full << HEIGHT;
        for (int level = 1; level <= TilePath.TOP; level++) {
            long begun = full >> HEIGHT;
            for (long below = begun << HEIGHT; below < full; below++) {
                edge.get(level).add(rootOf(TilePath.full(level - 1, below)));
            }
            // A crash may have come after a full tile and before the one above it, which it fills.
            for (long tile = begun - 1; tile >= 0 && !tiles.holds(TilePath.full(level, tile)); tile--) {
                writeAbove(level, tile);
            }
            full = begun;
        }
    }

    private void writeAbove(int level, long tile) {
        List<TreeHash> hashes = new ArrayList<>(TilePath.FULL);
        for (long below = tile << HEIGHT; below < tile + 1 << HEIGHT; below++) {
            hashes.add(rootOf(TilePath.full(level - 1, below)));
        }
        tiles.write(TilePath.full(level, tile), row(hashes));
    }

    /** Full tiles of entries, found by doubling and halving: tiles are written in order. */
    private long fullTiles() {
        long has = 0;
        long hasNot = 1;
        while (tiles.holds(TilePath.full(0, hasNot - 1))) {
            has = hasNot;
            hasNot *= 2;
        }
        while (hasNot - has > 1) {
            long middle = has + (hasNot - has) / 2;
            if (tiles.holds(TilePath.full(0, middle - 1))) {
                has = middle;
            } else {
                hasNot = middle;
            }
        }
        return has;
    }

    /**
     * Takes in what is durable on storage by now.
     *
     * @throws ContentAltered when storage holds fewer entries than the tree, or a tile with other hashes
     */
    public void follow() {
        long last = lines.last();
        while (step(last) < last) {
            // Between two steps others may ask.
        }
    }

    private synchronized long step(long last) {
        if (last < size) {
            throw new ContentAltered("the journal on storage ends at entry " + last + ", and its tree holds " + size);
        }
        if (last > size) {
            lines.read(size, Math.min(last, size + STEP), this::append);
        }
        return size;
    }

    private void append(JournalLine line) {
        if (line.index() != size + 1) {
            throw new ContentAltered("entry " + line.index() + " came where entry " + (size + 1) + " belongs");
        }
        add(0, size, TreeHash.ofLeaf(line.bytes()));
        size++;
    }

    private void add(int level, long index, TreeHash hash) {
        List<TreeHash> right = edge.get(level);
        right.add(hash);
        if (right.size() == TilePath.FULL) {
            long tile = index >> HEIGHT;
            try {
                tiles.write(TilePath.full(level, tile), row(right));
            } finally {
                // When it could not be written the entry is taken in anew.
                right.removeLast();
            }
            TreeHash above = foldedWith(right, hash);
            if (level < TilePath.TOP) {
                add(level + 1, tile, above);
            }
            right.clear();
        }
    }

    private static TreeHash foldedWith(List<TreeHash> all, TreeHash last) {
        List<TreeHash> hashes = new ArrayList<>(all);
        hashes.add(last);
        return folded(hashes);
    }

    private static TreeHash folded(List<TreeHash> hashes) {
        List<TreeHash> row = hashes;
        while (row.size() > 1) {
            List<TreeHash> above = new ArrayList<>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(TreeHash.ofNode(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }

    /** Entries in the tree. */
    public synchronized long size() {
        return size;
    }

    /** Root of the first {@code upTo} entries. */
    public synchronized TreeHash root(long upTo) {
        require(upTo);
        return tree.root(upTo);
    }

    /** @param leaf index of the entry less one */
    public synchronized List<TreeHash> inclusion(long leaf, long upTo) {
        require(upTo);
        return tree.inclusion(leaf, upTo);
    }

    public synchronized List<TreeHash> consistency(long first, long upTo) {
        require(upTo);
        return tree.consistency(first, upTo);
    }

    private void require(long upTo) {
        if (upTo > size) {
            throw new ContentAltered("the tree over the journal holds " + size + " entries, not " + upTo);
        }
    }

    /** Writes the tiles that are not full at the right edge of the tree of that size, for whoever reads tiles only. */
    public synchronized void writePartialTiles(long upTo) {
        require(upTo);
        long hashes = upTo;
        for (int level = 0; level <= TilePath.TOP && hashes > 0; level++) {
            int width = (int) (hashes % TilePath.FULL);
            long tile = hashes >> HEIGHT;
            if (width > 0) {
                ByteArrayOutputStream row = new ByteArrayOutputStream(width * TreeHash.LENGTH);
                for (int i = 0; i < width; i++) {
                    row.writeBytes(subtree(level * HEIGHT, (tile << HEIGHT) + i).bytes());
                }
                tiles.write(new TilePath(level, tile, width), row.toByteArray());
            }
            hashes = tile;
        }
    }

    private TreeHash subtree(int level, long index) {
        int tileLevel = Math.min(level / HEIGHT, TilePath.TOP);
        int above = level - tileLevel * HEIGHT;
        List<TreeHash> hashes = new ArrayList<>(1 << above);
        for (long at = index << above; at < index + 1 << above; at++) {
            hashes.add(hash(tileLevel, at));
        }
        return folded(hashes);
    }

    private TreeHash hash(int level, long index) {
        long begun = size >> HEIGHT * (level + 1);
        int position = (int) (index % TilePath.FULL);
        return index >> HEIGHT == begun
                ? edge.get(level).get(position)
                : TreeHash.at(full(TilePath.full(level, index >> HEIGHT)), position);
    }

    private TreeHash rootOf(TilePath tile) {
        byte[] row = full(tile);
        List<TreeHash> hashes = new ArrayList<>(TilePath.FULL);
        for (int i = 0; i < TilePath.FULL; i++) {
            hashes.add(TreeHash.at(row, i));
        }
        return folded(hashes);
    }

    private byte[] full(TilePath tile) {
        byte[] kept = recent.get(tile);
        if (kept != null) {
            return kept;
        }
        byte[] row = tiles.read(tile)
                .orElseThrow(() ->
                        new ContentMissing("journal " + tile + " is missing; delete the folder tile and start anew"));
        if (row.length != TilePath.FULL * TreeHash.LENGTH) {
            throw new ContentAltered("journal " + tile + " has " + row.length + " bytes");
        }
        recent.put(tile, row);
        return row;
    }

    private static byte[] row(List<TreeHash> hashes) {
        ByteArrayOutputStream row = new ByteArrayOutputStream(hashes.size() * TreeHash.LENGTH);
        hashes.forEach(hash -> row.writeBytes(hash.bytes()));
        return row.toByteArray();
    }
}
