/** The edge: records, files, packages, harvesting and the graph over HTTP; thin, it only asks the doors. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities, Deliver Response")
package vn.khoso.access.http;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
