/** The queue of submissions in PostgreSQL: SKIP LOCKED, so that workers never wait for each other. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.4", "4.1.6"})
package vn.khoso.ingest.queue.jdbc;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
