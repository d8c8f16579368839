/** The PostgreSQL that comes with the archive: unpacked, made, started and stopped by the launcher. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Administer Database", evidence = "5.1.1")
package vn.khoso.deploy.postgres;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
