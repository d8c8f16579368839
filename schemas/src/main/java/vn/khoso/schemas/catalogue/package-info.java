/** What the catalogue and the journal hold, as values. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Data management vocabulary")
package vn.khoso.schemas.catalogue;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
