/** What tests of this module and of those above share: real services, started for the test. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Test Environment")
package vn.khoso.preservation.testing;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
