/**
 * The words of a transparency log as the C2SP specifications write them: hashes of RFC 6962, tiles, signed notes, checkpoints, proofs.
 *
 * <p>Uses the JDK and {@code schemas.oais.Digests} only: the offline verifier takes these classes along as they are.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security Services", evidence = "5.2.2")
package vn.khoso.schemas.codec.tlog;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
