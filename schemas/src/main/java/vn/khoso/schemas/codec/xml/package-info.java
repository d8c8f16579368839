/** Writing XML so that it is always well formed, whatever text goes in. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Information model")
package vn.khoso.schemas.codec.xml;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
