/** The metadata set of results of administrative procedures, in the words of Vietnamese law. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Descriptive information")
package vn.khoso.schemas.tthc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
