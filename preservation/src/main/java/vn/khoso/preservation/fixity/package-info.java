/**
 * Audits: whether the kept bytes are still the promised ones, and what is done when they are not. Invariant: altered,
 * missing, extra and unread are never mixed, and none of them is ever counted as intact.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.ARCHIVAL_STORAGE,
        function = "Error Checking",
        evidence = {"4.2.9", "4.4.1.2"})
package vn.khoso.preservation.fixity;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
