/** Questions to the index and their answers, as values. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Discovery vocabulary")
package vn.khoso.schemas.discovery;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
