/** Hands the package to the archive, and finds out after a fault whether it has it already. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Coordinate Updates",
        evidence = {"4.2.3", "4.2.10"})
package vn.khoso.ingest.store;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
