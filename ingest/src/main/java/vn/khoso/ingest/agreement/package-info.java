/** The submission agreement as data: who may send for whom, which formats are taken, how much each finding weighs. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ADMINISTRATION,
        function = "Negotiate Submission Agreement",
        evidence = {"4.1.1", "4.1.5"})
package vn.khoso.ingest.agreement;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
