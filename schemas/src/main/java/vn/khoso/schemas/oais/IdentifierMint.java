package vn.khoso.schemas.oais;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes new identifiers: UUID version 7 (RFC 9562, 5.7), so that they sort by time of birth and make good keys.
 *
 * <p>The identifier of a record is not random: it follows from its AIP and its place in it, so that a step that runs
 * twice names the same record the same way.
 */
public final class IdentifierMint {

    private final Clock clock;
    private final RandomGenerator random;

    /** {@code random} must be a cryptographically strong source in production ({@link java.security.SecureRandom}). */
    public IdentifierMint(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public AipId aip() {
        return new AipId(version7());
    }

    public SipId sip() {
        return new SipId(version7());
    }

    public DipId dip() {
        return new DipId(version7());
    }

    /** A new identifier for anything else that needs one: an event, a job, an incident. */
    public UUID version7() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The record at this place (from 0) of this AIP: a name-based UUID version 8 over SHA-256, same input, same id. */
    public static RecordId record(AipId aip, int ordinal) {
        byte[] name = (aip + "#" + ordinal).getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(Digests.of(DigestAlgorithm.SHA_256).digest(name));
        long high = (digest.getLong() & ~0xf000L) | 0x8000L;
        long low = (digest.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new RecordId(new UUID(high, low));
    }
}
