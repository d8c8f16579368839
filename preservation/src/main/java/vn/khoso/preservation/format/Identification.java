package vn.khoso.preservation.format;

import java.util.List;
import vn.khoso.schemas.oais.FormatDesignation;

/**
 * What an identification tool said of a file.
 *
 * @param tool name and version of the tool and of its signatures
 * @param format the best match, {@link FormatDesignation#UNKNOWN} when there is none
 * @param means how it was found
 * @param extensionFits whether the name's extension is one that PRONOM lists for a match; true for a name without extension
 * @param candidates PRONOM identifiers of all matches that are left after priorities, best first
 */
public record Identification(
        String tool, FormatDesignation format, Means means, boolean extensionFits, List<String> candidates) {

    /** How a format was found. */
    public enum Means {
        /** By the bytes. */
        SIGNATURE,
        /** By the name only: PRONOM has no signature for this format. */
        EXTENSION,
        /** Not at all. */
        NOTHING
    }

    public Identification {
        candidates = List.copyOf(candidates);
    }
}
