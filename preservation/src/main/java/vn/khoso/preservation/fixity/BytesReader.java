package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import vn.khoso.schemas.oais.Fixity;

/** How the bytes of one file become a digest. One for each reading thread; canaries are read by the same. */
interface BytesReader {

    /** What a file is. @param size bytes read */
    record Read(long size, Fixity found) {}

    /**
     * Reads to the end.
     *
     * @param promised by which algorithm the digest is to be made
     * @return empty when the audit was stopped meanwhile
     */
    Optional<Read> read(ReadableByteChannel channel, Fixity promised) throws IOException;

    /** Whether the audit was stopped. */
    boolean stopped();
}
