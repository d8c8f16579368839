package vn.khoso.schemas.codec.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs (RFC 6962, 2.1.1 and 2.1.2) of a tree of which only complete subtrees are kept.
 *
 * <p>Each question reads O(log size) hashes.
 */
public final class MerkleTree {

    private final Subtrees subtrees;

    /** Hashes of complete subtrees. */
    @FunctionalInterface
    public interface Subtrees {

        /** @param level of the subtree: it spans {@code 2^level} entries @param index of it among those of its level, from 0 */
        TreeHash hash(int level, long index);
    }

    public MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** Root of the first {@code size} entries. */
    public TreeHash root(long size) {
        return size == 0 ? TreeHash.EMPTY : range(0, size);
    }

    /**
     * The audit path of an entry, leaf first.
     *
     * @param index of the entry, from 0
     * @throws IllegalArgumentException when the tree of that size has no such entry
     */
    public List<TreeHash> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no entry " + index + " in a tree of " + size);
        }
        List<TreeHash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return path;
    }

    private void inclusion(long index, long begin, long end, List<TreeHash> path) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + split(end - begin);
        if (index < middle) {
            inclusion(index, begin, middle, path);
            path.add(range(middle, end));
        } else {
            inclusion(index, middle, end, path);
            path.add(range(begin, middle));
        }
    }

    /**
     * The proof that the tree of {@code size} entries begins with the tree of {@code first}.
     *
     * @throws IllegalArgumentException when {@code first} is greater
     */
    public List<TreeHash> consistency(long first, long size) {
        if (first < 0 || first > size) {
            throw new IllegalArgumentException("a tree of " + size + " does not begin with one of " + first);
        }
        List<TreeHash> path = new ArrayList<>();
        if (first > 0 && first < size) {
            consistency(first, 0, size, true, path);
        }
        return path;
    }

    private void consistency(long first, long begin, long end, boolean known, List<TreeHash> path) {
        if (first == end) {
            if (!known) {
                path.add(range(begin, end));
            }
            return;
        }
        long middle = begin + split(end - begin);
        if (first <= middle) {
            consistency(first, begin, middle, known, path);
            path.add(range(middle, end));
        } else {
            consistency(first, middle, end, false, path);
            path.add(range(begin, middle));
        }
    }

    private TreeHash range(long begin, long end) {
        long width = end - begin;
        if (Long.bitCount(width) == 1) {
            // Every range met on the way begins at a multiple of its own split, so a power of two is one subtree.
            int level = Long.numberOfTrailingZeros(width);
            return subtrees.hash(level, begin >> level);
        }
        long middle = begin + split(width);
        return TreeHash.ofNode(range(begin, middle), range(middle, end));
    }

    /** The largest power of two below {@code width}, which is at least 2. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
