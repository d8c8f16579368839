package vn.khoso.schemas.codec.tlog;

import java.util.List;
import java.util.stream.IntStream;

/** The definition of RFC 6962, 2.1, word by word and as slow: what the real tree is held against. */
final class NaiveTree {

    private NaiveTree() {}

    static TreeHash root(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (split * 2 < leaves.size()) {
            split *= 2;
        }
        return TreeHash.ofNode(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    static List<TreeHash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        TreeHash.ofLeaf(("entry " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }

    static MerkleTree over(List<TreeHash> leaves) {
        return new MerkleTree(
                (level, index) -> root(leaves.subList((int) (index << level), (int) (index + 1 << level))));
    }
}
