/** The launcher: starts the database, then the server, looks whether it really stands, and leaves no process behind. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Operating System Services", evidence = "5.1.1")
package vn.khoso.deploy;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
