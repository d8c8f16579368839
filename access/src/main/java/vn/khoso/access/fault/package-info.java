/** Words for what a requester sent that cannot be understood. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Error Checking")
package vn.khoso.access.fault;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
