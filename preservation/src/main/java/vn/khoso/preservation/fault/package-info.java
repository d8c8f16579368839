/** The closed list of what can fail in the archive itself. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Error Checking")
package vn.khoso.preservation.fault;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
