/** What the operator has set, read once and refused when it makes no sense. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Manage System Configuration", evidence = "5.1.1")
package vn.khoso.server.configuration;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
