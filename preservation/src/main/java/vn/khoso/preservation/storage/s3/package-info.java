/**
 * AIPs as OCFL 1.1 objects in an S3 bucket (AWS, Ceph, MinIO). The only home of the AWS SDK.
 *
 * <p>Invariants: what was put counts only after the same bytes were got back; a version is visible from the moment its own
 * sidecar, {@code v<N>/inventory.json.sha512}, is there, and that is put after all else of it was read back; nothing is
 * changed without the writer's lease; every call ends before its deadline, and no retry makes a success of a failure.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Receive Data, Provide Data, Error Checking")
package vn.khoso.preservation.storage.s3;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
