/** The archival information package as composed, and the promise made for it. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Archival information package")
package vn.khoso.schemas.aip;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
