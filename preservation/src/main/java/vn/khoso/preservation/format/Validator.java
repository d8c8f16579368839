package vn.khoso.preservation.format;

import java.nio.file.Path;

/** Judges files of one format. Runs in a worker process: it may hang, throw anything, or eat the heap. */
public interface Validator {

    /** Whether it knows files of this IANA media type. */
    boolean knows(String mediaType);

    /** Whether a name with this extension (lower case, no dot) claims to be such a file. */
    boolean isClaimedBy(String extension);

    Validation validate(Path file) throws Exception;
}
