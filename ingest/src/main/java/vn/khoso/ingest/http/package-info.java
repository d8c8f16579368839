/** The way in over HTTP: submissions, their letters and receipts, and jobs with server-sent events. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Receive Submission",
        evidence = {"4.1.6"})
package vn.khoso.ingest.http;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
