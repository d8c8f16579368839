/** Volumes that are buckets. */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Manage Storage Hierarchy")
package vn.khoso.preservation.replication.s3;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
