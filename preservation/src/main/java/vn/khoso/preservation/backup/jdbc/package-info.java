/** One instant of PostgreSQL, read while others write, and the tables that do not follow from the journal. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Disaster Recovery",
        evidence = {"5.1.1.6"})
package vn.khoso.preservation.backup.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
