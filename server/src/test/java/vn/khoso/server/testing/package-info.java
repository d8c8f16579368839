/** What tests of the pages share, here and in {@code deploy}: a browser, and eyes that know what is wrong with a page. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Test Environment")
package vn.khoso.server.testing;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
