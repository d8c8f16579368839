package vn.khoso.schemas.submission;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sender says about the bytes that come with it. Claims, not facts: the bytes are counted and hashed on arrival.
 *
 * @param fileName as the sender named it; shown only, never used as a path
 * @param contentLength bytes announced, when they were
 * @param idempotencyKey the same key from the same depositor with the same bytes is the same submission
 */
public record Delivery(String fileName, OptionalLong contentLength, Optional<String> idempotencyKey, Lane lane) {

    /** A delivery by a person, without announced length or key. */
    public static Delivery named(String fileName) {
        return new Delivery(fileName, OptionalLong.empty(), Optional.empty(), Lane.INTERACTIVE);
    }
}
