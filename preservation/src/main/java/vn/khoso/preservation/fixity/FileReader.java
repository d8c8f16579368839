package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.Optional;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** What one reading thread uses for all its files: one buffer, one digest of each kind. Not to be shared between threads. */
final class FileReader implements BytesReader {

    /** Large enough for the disk, small enough to stay in the processor's cache between reading and hashing. */
    static final int BUFFER = 128 * 1024;

    private final byte[] buffer = new byte[BUFFER];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final MessageDigest sha256 = Digests.of(DigestAlgorithm.SHA_256);
    private final MessageDigest sha512 = Digests.of(DigestAlgorithm.SHA_512);
    private final Pace pace;
    private final Reins reins;

    FileReader(Pace pace, Reins reins) {
        this.pace = pace;
        this.reins = reins;
    }

    @Override
    public Optional<Read> read(ReadableByteChannel channel, Fixity promised) throws IOException {
        MessageDigest digest = digest(promised.algorithm());
        digest.reset();
        long size = 0;
        for (int count = channel.read(view.clear()); count >= 0; count = channel.read(view.clear())) {
            digest.update(buffer, 0, count);
            size += count;
            pace.read(count);
            if (reins.stopped()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Read(size, Fixity.of(promised.algorithm(), digest.digest())));
    }

    @Override
    public boolean stopped() {
        return reins.stopped();
    }

    private MessageDigest digest(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case SHA_256 -> sha256;
            case SHA_512 -> sha512;
            case SHA_1, MD5 -> Digests.of(algorithm);
        };
    }
}
