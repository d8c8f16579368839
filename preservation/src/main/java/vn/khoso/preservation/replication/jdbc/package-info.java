/** Volumes and copies in PostgreSQL. */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Manage Storage Hierarchy")
package vn.khoso.preservation.replication.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
