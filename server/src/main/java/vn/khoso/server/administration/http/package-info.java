/** REST routes of sessions, accounts and API clients. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Customer Service", evidence = "5.2.3")
package vn.khoso.server.administration.http;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
