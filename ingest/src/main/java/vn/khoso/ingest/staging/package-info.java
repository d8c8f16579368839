/** Takes containers in and unpacks them, without ever using a stranger's name as a name on disk. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.4"})
package vn.khoso.ingest.staging;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
