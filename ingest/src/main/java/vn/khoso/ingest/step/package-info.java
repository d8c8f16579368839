/** Words that all rooms of ingest share: a step, what it comes to, and the progress of a run. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5"})
package vn.khoso.ingest.step;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
