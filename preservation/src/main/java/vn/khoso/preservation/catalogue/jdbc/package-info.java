/** The catalogue in PostgreSQL: packages and records, changed in one transaction with the journal. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Administer Database")
package vn.khoso.preservation.catalogue.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
