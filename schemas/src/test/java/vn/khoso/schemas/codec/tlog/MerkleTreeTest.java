package vn.khoso.schemas.codec.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MerkleTreeTest {

    /** The entries and roots with which the implementations of Certificate Transparency (RFC 6962) are tested. */
    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int ALL_SIZES = 300;
    private static final List<TreeHash> LEAVES = NaiveTree.leaves(ALL_SIZES);

    private static List<TreeHash> vectors() {
        return ENTRIES.stream()
                .map(HexFormat.of()::parseHex)
                .map(TreeHash::ofLeaf)
                .toList();
    }

    private static TreeHash hex(String text) {
        return TreeHash.of(HexFormat.of().parseHex(text));
    }

    @Test
    void roots_are_those_of_the_test_vectors() {
        MerkleTree tree = NaiveTree.over(vectors());
        assertThat(tree.root(0).hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int size = 1; size <= ROOTS.size(); size++) {
            assertThat(tree.root(size).hex()).isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void proofs_are_those_of_the_test_vectors() {
        MerkleTree tree = NaiveTree.over(vectors());
        assertThat(tree.inclusion(0, 8))
                .containsExactly(
                        hex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"),
                        hex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"),
                        hex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(tree.consistency(6, 8))
                .containsExactly(
                        hex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
                        hex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
                        hex("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(tree.consistency(1, 1)).isEmpty();
        assertThat(tree.consistency(0, 8)).isEmpty();
    }

    /** 45,150 proofs of inclusion and as many of consistency. */
    @Test
    void every_entry_and_every_prefix_of_every_size_up_to_300_is_proved() {
        List<List<TreeHash>> levels = new ArrayList<>(List.of(LEAVES));
        while (levels.getLast().size() > 1) {
            List<TreeHash> below = levels.getLast();
            levels.add(Stream.iterate(0, i -> i + 1 < below.size(), i -> i + 2)
                    .map(i -> TreeHash.ofNode(below.get(i), below.get(i + 1)))
                    .toList());
        }
        MerkleTree tree = new MerkleTree((level, index) -> levels.get(level).get((int) index));
        List<TreeHash> roots = Stream.iterate(0, size -> size <= ALL_SIZES, size -> size + 1)
                .map(size -> NaiveTree.root(LEAVES.subList(0, size)))
                .toList();
        for (int size = 0; size <= ALL_SIZES; size++) {
            assertThat(tree.root(size)).isEqualTo(roots.get(size));
            for (int at = 0; at <= size; at++) {
                List<TreeHash> grown = tree.consistency(at, size);
                assertThat(MerkleCheck.consistent(at, roots.get(at), size, roots.get(size), grown))
                        .isTrue();
                if (at < size) {
                    assertThat(MerkleCheck.included(
                                    LEAVES.get(at), at, size, roots.get(size), tree.inclusion(at, size)))
                            .isTrue();
                }
            }
        }
    }

    /** A tree, and what is changed in it. */
    record Change(int size, int index, int step, int bit) {}

    /** The smallest and the largest, and 300 between them; a failure names the one that it is about. */
    static Stream<Change> changes() {
        SplittableRandom random = new SplittableRandom(20261120);
        Stream<Change> edges = Stream.of(1, 2, 3, ALL_SIZES - 1)
                .flatMap(size -> Stream.of(new Change(size, 0, 0, 0), new Change(size, size - 1, 9, 255)));
        return Stream.concat(
                edges,
                Stream.generate(() -> random.nextInt(1, ALL_SIZES))
                        .map(size -> new Change(size, random.nextInt(size), random.nextInt(10), random.nextInt(256)))
                        .limit(300));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_proof_proves_nothing_else(Change change) {
        int size = change.size();
        int index = change.index();
        int step = change.step();
        int bit = change.bit();
        TreeHash root = NaiveTree.root(LEAVES.subList(0, size));
        List<TreeHash> proof = NaiveTree.over(LEAVES).inclusion(index, size);
        assertThat(MerkleCheck.included(LEAVES.get(index), index, size, root, proof))
                .isTrue();
        assertThat(MerkleCheck.included(LEAVES.get((index + 1) % ALL_SIZES), index, size, root, proof))
                .isFalse();
        assertThat(MerkleCheck.included(LEAVES.get(index), index, size, flipped(root, bit), proof))
                .isFalse();
        assertThat(MerkleCheck.included(LEAVES.get(index), size, size, root, proof))
                .isFalse();
        assertThat(MerkleCheck.included(LEAVES.get(index), -1, size, root, proof))
                .isFalse();
        if (size > 1) {
            assertThat(MerkleCheck.included(LEAVES.get(index), (index + 1) % size, size, root, proof))
                    .isFalse();
            assertThat(MerkleCheck.included(LEAVES.get(index), index, size, root, proof.subList(1, proof.size())))
                    .isFalse();
            assertThat(MerkleCheck.included(LEAVES.get(index), index, size, root, changed(proof, step, bit)))
                    .isFalse();
        }
        List<TreeHash> longer = new ArrayList<>(proof);
        longer.add(root);
        assertThat(MerkleCheck.included(LEAVES.get(index), index, size, root, longer))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_rewritten_history_is_not_consistent(Change change) {
        int first = change.size();
        int where = change.index();
        int bit = change.bit();
        int size = Math.min(ALL_SIZES, first + 1 + change.step() * change.step());
        TreeHash before = NaiveTree.root(LEAVES.subList(0, first));
        List<TreeHash> rewritten = new ArrayList<>(LEAVES.subList(0, size));
        rewritten.set(where % first, flipped(rewritten.get(where % first), bit));
        TreeHash after = NaiveTree.root(rewritten);
        List<TreeHash> proof = NaiveTree.over(rewritten).consistency(first, size);
        assertThat(MerkleCheck.consistent(first, before, size, after, proof)).isFalse();
        List<TreeHash> honest = NaiveTree.over(LEAVES).consistency(first, size);
        assertThat(MerkleCheck.consistent(first, before, size, after, honest)).isFalse();
        assertThat(MerkleCheck.consistent(size, before, first, after, honest)).isFalse();
        TreeHash real = NaiveTree.root(LEAVES.subList(0, size));
        assertThat(MerkleCheck.consistent(first, before, size, real, honest)).isTrue();
        assertThat(MerkleCheck.consistent(first, before, size, real, changed(honest, where, bit)))
                .isFalse();
    }

    @Test
    void what_is_not_in_the_tree_is_not_proved() {
        MerkleTree tree = NaiveTree.over(LEAVES);
        assertThatThrownBy(() -> tree.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<TreeHash> changed(List<TreeHash> proof, int step, int bit) {
        List<TreeHash> other = new ArrayList<>(proof);
        int at = step % proof.size();
        other.set(at, flipped(proof.get(at), bit));
        return other;
    }

    private static TreeHash flipped(TreeHash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return TreeHash.of(bytes);
    }
}
