/**
 * Validation by JHOVE, and by two checkers of our own where JHOVE has no module on Central (PNG) or would follow
 * addresses (XML). Runs in a worker process.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5", "4.2.5.1"})
package vn.khoso.preservation.format.jhove;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
