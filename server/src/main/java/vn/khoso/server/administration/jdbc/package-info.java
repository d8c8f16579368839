/** Accounts, API clients and sessions in PostgreSQL. */
@NullMarked
@OaisFunction(entity = OaisEntity.DATA_MANAGEMENT, function = "Administer Database", evidence = "5.2.2")
package vn.khoso.server.administration.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
