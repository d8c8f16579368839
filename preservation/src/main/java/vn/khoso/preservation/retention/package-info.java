/** The retention schedule and the engine that computes due dates. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Establish Standards and Policies")
package vn.khoso.preservation.retention;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
