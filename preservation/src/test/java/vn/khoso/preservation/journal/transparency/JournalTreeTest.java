package vn.khoso.preservation.journal.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.MerkleCheck;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.codec.tlog.TreeHash;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class JournalTreeTest {

    /** A little over a tile of tiles. */
    private static final int MANY = 65_536 + 300;

    private final Counted lines = new Counted();
    private final MemoryTiles tiles = new MemoryTiles();

    /** Lines that are their number. */
    private static final class Counted implements JournalLines {

        private long last;
        private long read;

        @Override
        public long last() {
            return last;
        }

        @Override
        public void read(long after, long upTo, Consumer<JournalLine> consumer) {
            for (long index = after + 1; index <= upTo; index++) {
                read++;
                consumer.accept(new JournalLine(index, "", "", data(index)));
            }
        }
    }

    private static byte[] data(long index) {
        return Long.toString(index).getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 6962, 2.1, by rows: pairs are joined, what has no pair goes up as it is. */
    private static TreeHash naive(long size) {
        List<TreeHash> row = LongStream.rangeClosed(1, size)
                .mapToObj(index -> TreeHash.ofLeaf(data(index)))
                .toList();
        while (row.size() > 1) {
            List<TreeHash> above = new ArrayList<>();
            for (int i = 0; i < row.size(); i += 2) {
                above.add(i + 1 < row.size() ? TreeHash.ofNode(row.get(i), row.get(i + 1)) : row.get(i));
            }
            row = above;
        }
        return row.isEmpty() ? TreeHash.EMPTY : row.getFirst();
    }

    private JournalTree grown(long size) {
        lines.last = size;
        JournalTree tree = JournalTree.open(tiles, lines);
        tree.follow();
        return tree;
    }

    @Test
    void every_size_up_to_300_has_the_right_root_whether_grown_or_opened() {
        JournalTree growing = JournalTree.open(tiles, lines);
        for (int size = 0; size <= 300; size++) {
            lines.last = size;
            growing.follow();
            assertThat(growing.root(size)).isEqualTo(naive(size));
            JournalTree opened = grown(size);
            assertThat(opened.root(size)).isEqualTo(naive(size));
            for (int entry = 0; entry < size; entry += 7) {
                assertThat(MerkleCheck.included(
                                TreeHash.ofLeaf(data(entry + 1)),
                                entry,
                                size,
                                naive(size),
                                opened.inclusion(entry, size)))
                        .isTrue();
            }
        }
    }

    @Test
    void a_tree_over_more_than_a_tile_of_tiles_is_right_and_opens_without_reading_it_all() {
        JournalTree tree = grown(MANY);
        assertThat(tree.root(MANY)).isEqualTo(naive(MANY));
        assertThat(tiles.tiles)
                .containsKeys("tile/0/000", "tile/0/255", "tile/0/256", "tile/1/000")
                .hasSize(258);
        lines.read = 0;
        JournalTree opened = grown(MANY);
        assertThat(lines.read).isEqualTo(MANY % 256);
        for (long size : List.of(1L, 255L, 256L, 257L, 65_535L, 65_536L, 65_537L, (long) MANY)) {
            assertThat(opened.root(size)).as("root of " + size).isEqualTo(naive(size));
            assertThat(MerkleCheck.consistent(size, naive(size), MANY, naive(MANY), opened.consistency(size, MANY)))
                    .isTrue();
        }
    }

    @Test
    void partial_tiles_are_those_at_the_edge_of_the_size() {
        grown(MANY).writePartialTiles(MANY - 1);
        assertThat(tiles.tiles)
                .containsKeys("tile/0/257.p/43", "tile/1/001.p/1", "tile/2/000.p/1")
                .hasSize(261);
        assertThat(tiles.tiles.get("tile/0/257.p/43")).hasSize(43 * 32);
        assertThat(tiles.tiles.get("tile/2/000.p/1")).isEqualTo(naive(65_536).bytes());
    }

    @Test
    void a_crash_before_or_after_any_write_of_a_tile_changes_nothing() {
        TreeHash right = naive(MANY);
        for (boolean written : new boolean[] {false, true}) {
            for (int at : new int[] {0, 1, 254, 255, 256}) {
                tiles.tiles.clear();
                tiles.writesUntilFault = at;
                tiles.writtenAllTheSame = written;
                lines.last = MANY;
                JournalTree crashed = JournalTree.open(tiles, lines);
                assertThatThrownBy(crashed::follow).isInstanceOf(StorageUnavailable.class);
                tiles.writesUntilFault = Integer.MAX_VALUE;
                assertThat(grown(MANY).root(MANY))
                        .as("opened anew after write " + at + ", written " + written)
                        .isEqualTo(right);
                crashed.follow();
                assertThat(crashed.root(MANY))
                        .as("tried again after write " + at + ", written " + written)
                        .isEqualTo(right);
                assertThat(tiles.tiles).hasSize(258);
            }
        }
    }

    @Test
    void tiles_that_are_gone_come_back_from_the_lines() {
        grown(MANY);
        var before = new java.util.TreeMap<>(tiles.tiles);
        tiles.tiles.clear();
        grown(MANY);
        assertThat(tiles.tiles.keySet()).isEqualTo(before.keySet());
        assertThat(tiles.tiles).allSatisfy((path, bytes) -> assertThat(bytes).isEqualTo(before.get(path)));
    }

    @Test
    void a_storage_that_lost_entries_is_not_followed() {
        JournalTree tree = grown(300);
        lines.last = 299;
        assertThatThrownBy(tree::follow).isInstanceOf(ContentAltered.class).hasMessageContaining("299");
    }

    @Test
    void a_tile_that_is_lost_while_the_tree_is_open_is_said_to_be_missing() {
        JournalTree tree = grown(600);
        tiles.tiles.remove(TilePath.full(0, 0).text());
        assertThatThrownBy(() -> tree.inclusion(3, 600))
                .isInstanceOf(ContentMissing.class)
                .hasMessageContaining("tile/0/000");
        assertThat(grown(600).root(600)).isEqualTo(naive(600));
    }
}
