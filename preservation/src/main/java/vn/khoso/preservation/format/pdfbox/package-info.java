/** A second reader of PDF, for what JHOVE says it does not know. Runs in a worker process. */
@NullMarked
@OaisFunction(entity = OaisEntity.INGEST, function = "Quality Assurance", evidence = "4.1.5")
package vn.khoso.preservation.format.pdfbox;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
