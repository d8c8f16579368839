/** Accounts, API clients and sessions: who may come in, and every change of it in the journal. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Establish Standards and Policies", evidence = "5.2.3")
package vn.khoso.server.administration;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
