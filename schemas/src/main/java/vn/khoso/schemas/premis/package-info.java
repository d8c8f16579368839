/** Values of PREMIS 3: events and agents. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Preservation description information")
package vn.khoso.schemas.premis;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
