/** REST routes of what is kept: fixity audits and incidents, the retention schedule, the journal. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ADMINISTRATION,
        function = "Archival Information Update",
        evidence = {"4.4.1.2", "4.2.9"})
package vn.khoso.preservation.http;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
