/** Makes the archival information package: the bag as it came, and beside it what a stranger needs to understand it. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Generate AIP",
        evidence = {"4.2.1", "4.2.3", "4.2.8"})
package vn.khoso.ingest.compose;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
