/** Submissions from acceptance to receipt or refusal, as values. */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Submission vocabulary")
package vn.khoso.schemas.submission;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
