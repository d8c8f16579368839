/** Judges bags (RFC 8493, versions 0.97 and 1.0, and the archive's own profile), strictly and with every finding at once. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5"})
package vn.khoso.ingest.bag;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
