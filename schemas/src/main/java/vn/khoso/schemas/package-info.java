/** The language of the house: values that all modules share. No behaviour that touches the outside world. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Information model")
package vn.khoso.schemas;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
