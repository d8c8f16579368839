/** The street: assembly, security, pages and health. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Operating system, network and security services")
package vn.khoso.server;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
