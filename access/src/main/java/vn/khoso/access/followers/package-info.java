/** Readers of the catalogue's changes, each with its own position; ingest never waits for one. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Perform Queries")
package vn.khoso.access.followers;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
