/** What the tests of this module share: invented records, stores in memory, the corpora beside the project. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Test")
package vn.khoso.access.testing;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
