/** Whether the archive lives and can work: one word for strangers, detail for those who run it. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Manage System Configuration", evidence = "5.1.1.2")
package vn.khoso.server.health;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
