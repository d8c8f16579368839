/** Reads what the depositor says about the records, and looks whether it fits the files, the rules and what is kept already. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Generate Descriptive Information",
        evidence = {"4.1.5", "4.5.1", "4.5.2"})
package vn.khoso.ingest.describe;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
