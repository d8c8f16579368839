/**
 * Preservation metadata as PREMIS 3 XML: {@code metadata/premis.xml} of every AIP.
 *
 * <p>Times carry milliseconds and the offset +07:00, and digests are upper case, as Circular 05/2025/TT-BNV has them.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.COMMON_SERVICES,
        function = "Preservation description information",
        evidence = {"4.1.7", "4.2.10", "4.3.4"})
package vn.khoso.schemas.codec.premis;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
