/** The edge that drives ingest: takes submissions from the queue, and is the one place where faults of ingest end. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Coordinate Updates",
        evidence = {"4.1.6", "4.2.3"})
package vn.khoso.ingest.worker;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
