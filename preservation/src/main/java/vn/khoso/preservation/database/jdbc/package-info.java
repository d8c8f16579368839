/** How all adapters of the database speak to PostgreSQL: one place for transactions, migrations and what a failure means. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Administer Database")
package vn.khoso.preservation.database.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
