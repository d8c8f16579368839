/** Values of the reference model, packages, identifiers, digests, paths. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Information model")
package vn.khoso.schemas.oais;

import org.jspecify.annotations.NullMarked;
