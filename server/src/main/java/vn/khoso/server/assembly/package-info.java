/** The switchboard: everything is put together here, by plain constructors. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Operating System Services")
package vn.khoso.server.assembly;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
