package vn.khoso.preservation.catalogue.jdbc;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;

/**
 * The key of the duplicate guard: two results with the same key are the same paper, or somebody must look.
 *
 * <p>It is a SHA-256, so that no index and no plan of a query shows a citizen's number.
 */
final class SameResult {

    private SameResult() {}

    /** Empty when too little is known to say that two results are the same. */
    static Optional<byte[]> key(AdministrativeResult result) {
        return owner(result).map(owner -> {
            String text = String.join(
                    "\0",
                    owner,
                    result.documentTypeCode(),
                    result.referenceNumber().map(SameResult::plain).orElse(""),
                    result.issuedDate().text());
            return Digests.of(DigestAlgorithm.SHA_256).digest(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Optional<String> owner(AdministrativeResult result) {
        Owner owner = result.owner();
        if (owner.id().isPresent()) {
            return owner.id().map(id -> id.type() + ":" + id.value());
        }
        // A name alone says little; with a birth year or the paper's own number it says enough to ask.
        return owner.birthYear().isPresent() || result.referenceNumber().isPresent()
                ? Optional.of("NAME:" + plain(owner.name()) + ":"
                        + owner.birthYear().map(String::valueOf).orElse(""))
                : Optional.empty();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
