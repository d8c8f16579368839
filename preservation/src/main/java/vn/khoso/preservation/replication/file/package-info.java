/** Volumes that are folders: disks and mounts. */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Manage Storage Hierarchy")
package vn.khoso.preservation.replication.file;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
