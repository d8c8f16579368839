/** What the server says of itself to those who write programs against it. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Customer Service")
package vn.khoso.server.contract;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
