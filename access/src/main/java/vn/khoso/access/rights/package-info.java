/** Who may do what with which record: one table, one decision, one filter for lists; invariant: nothing is allowed that no row allows. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.rights;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
