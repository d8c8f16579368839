/** What goes wrong, told as problem documents (RFC 9457) that give nothing away. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Error Checking", evidence = "5.2.2")
package vn.khoso.server.problem;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
