/** The public side of a record as Dublin Core (TCVN 7980), for harvesters. Nothing about an owner, ever. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ACCESS,
        function = "Coordinate Access Activities",
        evidence = {"4.5.1", "4.6.1"})
package vn.khoso.schemas.codec.dublincore;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
