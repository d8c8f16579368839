/**
 * Values of the house as JSON and back: what the journal hashes, what AIPs carry, what the API shows, what depositors send.
 *
 * <p>Our own files are read strictly (a surprise is a bug or damage); what strangers send is read by {@code ResultReader},
 * which answers with findings and never with an exception.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.COMMON_SERVICES,
        function = "Information model",
        evidence = {"4.1.2", "4.2.1"})
package vn.khoso.schemas.codec.json;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
