/** Backup as the law asks (TT05, 27): records and database together, at one index of the journal. Invariant: what a set says is true of that index, whatever happened while it was taken. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Disaster Recovery",
        evidence = {"5.1.1.6"})
package vn.khoso.preservation.backup;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
