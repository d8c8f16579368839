/** Time stamps of RFC 3161: from an authority over HTTP, and from a test authority of our own that nobody may trust. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security Services", evidence = "5.2.2")
package vn.khoso.preservation.seal.tsa;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
