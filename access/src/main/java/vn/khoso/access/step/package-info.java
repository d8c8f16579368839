/** Words that doors, rooms and edges of access share: orders, answers, decisions; values only. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.step;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
