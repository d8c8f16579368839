/**
 * The journal's copy on storage: lines of canonical JSON in numbered segments, from which the database can be made again.
 *
 * <p>Invariants: a line is written once and never changed; what a crash tore off at the end is cut and kept in
 * {@code quarantine/}; a break anywhere else is never mended, it is told with the index where it is.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Disaster Recovery")
package vn.khoso.preservation.journal.file;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
