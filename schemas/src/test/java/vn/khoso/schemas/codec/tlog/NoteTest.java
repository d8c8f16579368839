package vn.khoso.schemas.codec.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class NoteTest {

    private static final String ORIGIN = "khoso.vn/journal/thu";

    private static final KeyPair KEYS = keys();
    private static final NoteKey KEY =
            NoteKey.ofEncoded(ORIGIN, KEYS.getPublic().getEncoded());

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEYS.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(new SignedNote.Signature(ORIGIN, KEY.id(), signature.sign())))
                    .written();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The example in the documentation of Go's package note, which the specification took over. */
    @Test
    void a_note_that_another_implementation_signed_is_verified() {
        NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.

                \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
                """);
        assertThat(note.signedBy(key)).isTrue();
        assertThat(note.signedBy(KEY)).isFalse();
        assertThat(key.text()).isEqualTo("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    @Test
    void a_checkpoint_is_read_back_as_it_was_signed() {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 7, TreeHash.EMPTY, List.of("một dòng thêm"));
        String note = signed(checkpoint.text());
        assertThat(Checkpoint.signed(note, KEY)).isEqualTo(checkpoint);
        assertThat(SignedNote.parse(note).written()).isEqualTo(note);
        assertThat(NoteKey.parse(KEY.text() + "\n")).isEqualTo(KEY);
    }

    @Test
    void no_byte_of_a_checkpoint_can_change_unseen() {
        byte[] note = signed(new Checkpoint(ORIGIN, 1_234, TreeHash.EMPTY, List.of()).text())
                .getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < note.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = note.clone();
                changed[at] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> Checkpoint.signed(new String(changed, StandardCharsets.UTF_8), KEY))
                        .as("bit " + bit + " of byte " + at)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "a\n1\n",
                "a\n01\nAAAA\n",
                "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "a\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proofs_are_read_back_as_they_were_written() {
        byte[] entry = "mục 3".getBytes(StandardCharsets.UTF_8);
        List<TreeHash> leaves =
                List.of(TreeHash.ofLeaf(new byte[1]), TreeHash.ofLeaf(new byte[2]), TreeHash.ofLeaf(entry));
        String note = signed(new Checkpoint(ORIGIN, 3, NaiveTree.root(leaves), List.of()).text());
        InclusionProof proof =
                new InclusionProof(Optional.of(entry), 2, NaiveTree.over(leaves).inclusion(2, 3), note);
        InclusionProof read = InclusionProof.parse(proof.text());
        assertThat(read.text()).isEqualTo(proof.text());
        assertThat(read.entry().orElseThrow()).isEqualTo(entry);
        assertThat(read.holds(entry, KEY)).isTrue();
        assertThat(read.holds(new byte[1], KEY)).isFalse();
        assertThat(InclusionProof.parse(new InclusionProof(Optional.empty(), 2, proof.hashes(), note).text())
                        .entry())
                .isEmpty();

        ConsistencyProof grown = new ConsistencyProof(2, NaiveTree.over(leaves).consistency(2, 3), note);
        ConsistencyProof again = ConsistencyProof.parse(grown.text());
        assertThat(again).isEqualTo(grown);
        assertThat(again.holds(new Checkpoint(ORIGIN, 2, NaiveTree.root(leaves.subList(0, 2)), List.of()), KEY))
                .isTrue();
        assertThat(again.holds(new Checkpoint(ORIGIN, 2, NaiveTree.root(leaves.subList(1, 3)), List.of()), KEY))
                .isFalse();
        assertThat(again.holds(new Checkpoint(ORIGIN + "x", 2, NaiveTree.root(leaves.subList(0, 2)), List.of()), KEY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\n\nx",
                "c2sp.org/tlog-proof@v1\nindex -1\n\nx",
                "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
                "c2sp.org/tlog-proof@v1\nextra !\nindex 1\n\nx",
                "c2sp.org/tlog-proof@v2\nindex 1\n\nx",
                "old 1",
                "old x\n\n"
            })
    void what_is_no_proof_is_refused(String text) {
        assertThatThrownBy(() -> InclusionProof.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** 1234067 is the example of the specification. */
    @ParameterizedTest
    @CsvSource({
        "0,0,256,tile/0/000",
        "0,1234067,256,tile/0/x001/x234/067",
        "1,1000,8,tile/1/x001/000.p/8",
        "5,999,255,tile/5/999.p/255"
    })
    void tiles_lie_where_the_specification_says(int level, long index, int width, String path) {
        assertThat(new TilePath(level, index, width).text()).isEqualTo(path);
        assertThat(TilePath.parse(path)).isEqualTo(new TilePath(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/6/000",
                "tile/0/x000/000",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/0/1",
                "tile/0/../000",
                "tile/00/000",
                "tile/0/000.p/08"
            })
    void what_is_no_tile_is_refused(String path) {
        assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(IllegalArgumentException.class);
    }
}
