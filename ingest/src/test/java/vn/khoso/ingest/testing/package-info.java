/** A whole way in for tests, and submissions for it. */
@NullMarked
@OaisFunction(entity = OaisEntity.INGEST, function = "Quality Assurance")
package vn.khoso.ingest.testing;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
