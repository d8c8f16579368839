/**
 * Several copies of every package, on several volumes, as the storage policy asks. Invariants: nothing is acknowledged before
 * as many copies stand as the policy asks for; a copy that does not stand is written down as owed; no byte is handed out that
 * was not compared with its digest.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Manage Storage Hierarchy",
        evidence = {"5.1.2", "5.1.2.1"})
package vn.khoso.preservation.replication;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
