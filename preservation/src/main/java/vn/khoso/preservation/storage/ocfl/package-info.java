/**
 * OCFL 1.1 as this archive writes it, wherever it lies: what an inventory says, which names content gets, where an object
 * belongs. No bytes are moved here, and no medium is known.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Receive Data, Provide Data")
package vn.khoso.preservation.storage.ocfl;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
