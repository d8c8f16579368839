/** The way out: finding, rights and dissemination. Doors only; nothing inside the module imports them. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
