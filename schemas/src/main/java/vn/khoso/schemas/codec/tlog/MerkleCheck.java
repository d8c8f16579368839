package vn.khoso.schemas.codec.tlog;

import java.util.ArrayList;
import java.util.List;

/** Verifies proofs without the tree (RFC 9162, 2.1.3.2 and 2.1.4.2). Says false to everything that does not fit, and never throws. */
public final class MerkleCheck {

    private MerkleCheck() {}

    /** Whether the tree of {@code size} entries with this root holds the leaf at {@code index}, from 0. */
    public static boolean included(TreeHash leaf, long index, long size, TreeHash root, List<TreeHash> proof) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash step : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(step, hash);
                int up = (node & 1) == 1 ? 0 : climb(node);
                node >>= up;
                last >>= up;
            } else {
                hash = TreeHash.ofNode(hash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the tree of {@code second} entries begins with that of {@code first}, so that nothing of it was changed. */
    public static boolean consistent(
            long first, TreeHash firstRoot, long second, TreeHash secondRoot, List<TreeHash> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return proof.isEmpty() && firstRoot.equals(TreeHash.EMPTY);
        }
        List<TreeHash> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        return !path.isEmpty()
                && consistent(first, firstRoot, second, secondRoot, path.getFirst(), path.subList(1, path.size()));
    }

    private static boolean consistent(
            long first, TreeHash firstRoot, long second, TreeHash secondRoot, TreeHash begin, List<TreeHash> path) {
        int up = Long.numberOfTrailingZeros(~(first - 1));
        long node = first - 1 >> up;
        long last = second - 1 >> up;
        TreeHash before = begin;
        TreeHash after = begin;
        for (TreeHash step : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = TreeHash.ofNode(step, before);
                after = TreeHash.ofNode(step, after);
                int further = (node & 1) == 1 ? 0 : climb(node);
                node >>= further;
                last >>= further;
            } else {
                after = TreeHash.ofNode(after, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(firstRoot) && after.equals(secondRoot);
    }

    /** Levels to go up until the node is a right child; all of them when it never is. */
    private static int climb(long node) {
        return node == 0 ? Long.SIZE - 1 : Long.numberOfTrailingZeros(node);
    }
}
