/** Why the archive cannot start. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Operating System Services")
package vn.khoso.deploy.fault;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
