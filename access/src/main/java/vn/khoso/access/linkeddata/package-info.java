/** The graph of public records: the port; personal data and non-public records are never in it. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.linkeddata;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
