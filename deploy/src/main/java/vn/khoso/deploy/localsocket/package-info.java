/** A Unix domain socket for the PostgreSQL driver, so that the embedded database opens no port. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Operating System Services", evidence = "5.2.2")
package vn.khoso.deploy.localsocket;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
