package vn.khoso.deploy.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.codec.tlog.TreeHash;

/** The tree of RFC 6962 made leaf by leaf in O(log size) memory: roots at every size, and every tile as it grows. */
final class GrowingTree {

    private final List<List<TreeHash>> rows = new ArrayList<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Consumer<Row> grown;
    private long size;

    /** A complete subtree at the right edge. */
    private record Part(long width, TreeHash hash) {}

    /** A tile as it is after a hash was added. */
    record Row(TilePath tile, List<TreeHash> hashes) {}

    GrowingTree(Consumer<Row> grown) {
        this.grown = grown;
        for (int level = 0; level <= TilePath.TOP; level++) {
            rows.add(new ArrayList<>());
        }
    }

    void add(TreeHash leaf) {
        Part part = new Part(1, leaf);
        tile(0, size, leaf);
        size++;
        while (!parts.isEmpty() && parts.getLast().width() == part.width()) {
            part = new Part(part.width() * 2, TreeHash.ofNode(parts.removeLast().hash(), part.hash()));
            int levels = Long.numberOfTrailingZeros(part.width());
            if (levels % TilePath.HEIGHT == 0 && levels / TilePath.HEIGHT <= TilePath.TOP) {
                tile(levels / TilePath.HEIGHT, size / part.width() - 1, part.hash());
            }
        }
        parts.addLast(part);
    }

    private void tile(int level, long index, TreeHash hash) {
        List<TreeHash> row = rows.get(level);
        row.add(hash);
        grown.accept(new Row(new TilePath(level, index / TilePath.FULL, row.size()), row));
        if (row.size() == TilePath.FULL) {
            row.clear();
        }
    }

    long size() {
        return size;
    }

    TreeHash root() {
        if (parts.isEmpty()) {
            return TreeHash.EMPTY;
        }
        Deque<Part> left = new ArrayDeque<>(parts);
        TreeHash hash = left.removeLast().hash();
        while (!left.isEmpty()) {
            hash = TreeHash.ofNode(left.removeLast().hash(), hash);
        }
        return hash;
    }
}
