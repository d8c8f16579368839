/** The way in: from a submission to a signed receipt or a reasoned refusal. The doors of the module. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.5", "4.1.6", "4.2.3"})
package vn.khoso.ingest;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
