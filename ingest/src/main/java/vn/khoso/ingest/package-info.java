/** The way in: from a submission to a signed receipt or a reasoned refusal. */
@NullMarked
@OaisFunction(entity = OaisEntity.INGEST, function = "Receive Submission, Quality Assurance, Generate AIP")
package vn.khoso.ingest;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
