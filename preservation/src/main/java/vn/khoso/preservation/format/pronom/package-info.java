/** Identification by PRONOM signatures, with the DROID engine of The National Archives (UK). Runs in a worker process. */
@NullMarked
@OaisFunction(entity = OaisEntity.INGEST, function = "Quality Assurance", evidence = "4.2.5.1")
package vn.khoso.preservation.format.pronom;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
