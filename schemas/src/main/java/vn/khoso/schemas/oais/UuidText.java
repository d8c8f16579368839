package vn.khoso.schemas.oais;

import java.util.Locale;
import java.util.UUID;

/** Reads UUIDs strictly: {@link UUID#fromString} accepts shortened groups, which would give one object two names. */
final class UuidText {

    static final String URN_PREFIX = "urn:uuid:";

    private UuidText() {}

    static UUID parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith(URN_PREFIX) ? lower.substring(URN_PREFIX.length()) : lower;
        if (bare.length() != 36) {
            throw new IllegalArgumentException("not a UUID: " + text);
        }
        UUID uuid = UUID.fromString(bare);
        if (!uuid.toString().equals(bare)) {
            throw new IllegalArgumentException("not a UUID: " + text);
        }
        return uuid;
    }
}
