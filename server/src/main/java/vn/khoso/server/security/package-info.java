/** The edge: who comes, whether he may, what every answer carries. What has no row in routes.tsv is not deployed. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Security Services", evidence = "5.2.2")
package vn.khoso.server.security;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
