/** What format tools say of a file. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Format information")
package vn.khoso.schemas.format;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
