/**
 * The database made again from storage alone (D5), and the export by which two databases are found equal. Invariant: a
 * rebuild writes only into an empty database and takes nothing from storage away.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Disaster Recovery",
        evidence = {"5.1.1.6"})
package vn.khoso.preservation.rebuild;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
