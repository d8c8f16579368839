/** The port {@code FormatTools}, kept by asking a worker process once for each file. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5", "4.2.5.1"})
package vn.khoso.preservation.format.isolated;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
