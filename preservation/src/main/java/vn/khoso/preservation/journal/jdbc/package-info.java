/** The journal in PostgreSQL: one row an entry, appended under the lock of the head row. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Receive Database Updates")
package vn.khoso.preservation.journal.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
