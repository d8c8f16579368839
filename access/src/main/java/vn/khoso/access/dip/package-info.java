/** Dissemination information packages: ordered, composed, hashed on the way out, handed to the one who ordered. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Generate DIP")
package vn.khoso.access.dip;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
