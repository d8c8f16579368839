/**
 * How much of the holdings was read, how lately, and what was read on which day: what an archive answers with when it is asked
 * whether it checks what it keeps. Invariant: a copy counts as checked only when all of it was read and was as promised.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Error Checking",
        evidence = {"4.2.9", "4.4.1.2"})
package vn.khoso.preservation.fixity.coverage;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
