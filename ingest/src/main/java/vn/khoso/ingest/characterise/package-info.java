/** Says of every payload file what it is and whether it is sound, through the door {@code Formats}. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5", "4.2.5.1"})
package vn.khoso.ingest.characterise;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
