/** The retention schedule in PostgreSQL: versions are added, none is rewritten. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Establish Standards and Policies")
package vn.khoso.preservation.retention.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
