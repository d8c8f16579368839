/** The queue of submissions: its port. Interactive and bulk deliveries wait in lanes of their own. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.4", "4.1.6"})
package vn.khoso.ingest.queue;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
