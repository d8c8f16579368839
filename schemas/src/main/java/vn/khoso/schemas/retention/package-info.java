/** Values of the retention schedule and of its decisions. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Retention vocabulary")
package vn.khoso.schemas.retention;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
