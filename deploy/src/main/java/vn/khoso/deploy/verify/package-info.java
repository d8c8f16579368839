/**
 * The offline verifier, {@code khoso-verify.jar}: receipts, proofs, checkpoints and a whole journal, with no server, no database and no
 * library. Uses the JDK, {@code schemas.codec.tlog} and the digests of {@code schemas.oais}, which are packed into its jar; shares no code
 * with what writes journal, signatures and time stamps.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security Services", evidence = "5.2.2")
package vn.khoso.deploy.verify;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
