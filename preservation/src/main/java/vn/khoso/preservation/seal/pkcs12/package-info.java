/** A sealing key in a PKCS#12 file, and CMS signatures with it. Decision: {@code preservation/decisions/0103-receipts-signed-with-cms.md}. */
@NullMarked
@OaisFunction(
        entity = OaisEntity.COMMON_SERVICES,
        function = "Security Services",
        evidence = {"4.2.9", "5.2.2"})
package vn.khoso.preservation.seal.pkcs12;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
