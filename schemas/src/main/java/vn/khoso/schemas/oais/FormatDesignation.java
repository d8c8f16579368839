package vn.khoso.schemas.oais;

import java.util.Optional;

/**
 * What kind of file it is (PREMIS 3, 1.5.4).
 *
 * @param puid PRONOM unique identifier such as {@code fmt/18}; empty when no signature matched
 * @param mediaType IANA media type, {@code application/octet-stream} when unknown
 * @param name PRONOM's name of the format
 * @param version PRONOM's version of the format
 */
public record FormatDesignation(
        Optional<String> puid, String mediaType, Optional<String> name, Optional<String> version) {

    public static final FormatDesignation UNKNOWN =
            new FormatDesignation(Optional.empty(), "application/octet-stream", Optional.empty(), Optional.empty());
}
