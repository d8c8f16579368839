/** The empty PostgreSQL that a rebuild fills. */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Disaster Recovery")
package vn.khoso.preservation.rebuild.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
