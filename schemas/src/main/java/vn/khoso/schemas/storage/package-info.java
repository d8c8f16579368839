/** What the archive asks of its storage: policies by class of record. */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Manage Storage Hierarchy")
package vn.khoso.schemas.storage;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
