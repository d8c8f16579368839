/** Passwords and random secrets: what is good enough, and how they are kept. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security Services", evidence = "5.2.2")
package vn.khoso.server.security.password;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
