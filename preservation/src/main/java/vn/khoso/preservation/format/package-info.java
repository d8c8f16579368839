/** What files are and whether they are sound: the port. */
@NullMarked
@OaisFunction(entity = OaisEntity.INGEST, function = "Quality Assurance")
package vn.khoso.preservation.format;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
