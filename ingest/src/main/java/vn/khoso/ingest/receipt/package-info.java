/** The signed receipt and the letter: the two ways in which a submission can end (promises D1 and D4). */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.6", "4.1.7", "4.2.3"})
package vn.khoso.ingest.receipt;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
