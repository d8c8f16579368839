/** Payara Micro inside the launcher: one listener, nothing that phones, no version told. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Network Services", evidence = "5.2.2")
package vn.khoso.deploy.container;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
