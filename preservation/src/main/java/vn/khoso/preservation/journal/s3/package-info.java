/**
 * The journal's copy in a bucket: the same segments, tiles and checkpoints under the same names.
 *
 * <p>Invariants: a key cannot grow, so the last segment is replaced whole, under the condition that it is still the one that
 * was read; segments are smaller here. A torn end cannot be: a break is never mended, it is told with the index where it is.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Disaster Recovery")
package vn.khoso.preservation.journal.s3;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
