/** Work that the archive proper does by itself, on its own clock: it drives the doors, as an operator would. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Error Checking",
        evidence = {"4.4.1.2"})
package vn.khoso.preservation.worker;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
