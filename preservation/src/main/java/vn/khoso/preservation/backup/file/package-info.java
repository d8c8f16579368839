/** Sets on media that are folders: taken, verified, laid down again. Invariant: a set that stands under its name is whole. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Disaster Recovery",
        evidence = {"5.1.1.6"})
package vn.khoso.preservation.backup.file;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
