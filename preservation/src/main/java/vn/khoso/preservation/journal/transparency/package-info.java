/**
 * A Merkle tree over the journal and signed heads of it, so that nobody can rewrite history unseen by whoever keeps one old checkpoint
 * (promise D7).
 *
 * <p>The segments on storage are the truth: leaf {@code n - 1} is the line of entry {@code n}. The tree follows them and can be deleted and
 * made again; checkpoints cannot. The form is that of C2SP tlog-tiles, except that entries are not served as bundles: they lie in the
 * segments, may be longer than a bundle allows (65,535 bytes), and are not for everybody, while hashes are.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Receive Database Updates", evidence = "5.2.2")
package vn.khoso.preservation.journal.transparency;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
