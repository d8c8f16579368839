/** What is told of a record from two sides at once: the retention decision, seen under the rights of access. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities", evidence = "4.2.9")
package vn.khoso.server.records;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
