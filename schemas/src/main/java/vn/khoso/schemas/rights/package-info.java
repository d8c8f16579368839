/** Who asks and what for. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security vocabulary")
package vn.khoso.schemas.rights;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
