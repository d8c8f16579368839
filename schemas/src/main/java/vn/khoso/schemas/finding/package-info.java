/** What checks find about material, with code and message in Vietnamese and English. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Quality assurance vocabulary")
package vn.khoso.schemas.finding;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
