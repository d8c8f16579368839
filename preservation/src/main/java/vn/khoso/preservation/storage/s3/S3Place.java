package vn.khoso.preservation.storage.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a volume lies and how it is reached.
 *
 * @param endpoint of Ceph, MinIO or another store; empty for AWS
 * @param prefix of all keys, without a slash at the end; empty for the whole bucket
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 */
public record S3Place(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        Credentials credentials,
        Limits limits) {

    public S3Place {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("not the name of a bucket: " + bucket);
        }
        if (!prefix.matches("([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?")) {
            throw new IllegalArgumentException("not a prefix of keys: " + prefix);
        }
    }

    /** For an operator: where it is, never with which key. */
    @Override
    public String toString() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /** What the store knows us by. */
    public record Credentials(String key, String secret) {

        @Override
        public String toString() {
            return "credentials";
        }
    }

    /**
     * How long anything may take.
     *
     * @param connect until a connection stands
     * @param read without a byte
     * @param attempt for one request and its whole answer
     * @param call for all attempts of one call together, pauses too; at most 60 s
     * @param attempts at most, where asking twice does no harm
     * @param pause before the second attempt; doubled for every further one
     * @param part size of the parts in which anything larger is sent, bytes; S3 asks for at least 5 MiB
     * @param lease how long a writer that no more renews it keeps others out; more than three calls
     */
    public record Limits(
            Duration connect,
            Duration read,
            Duration attempt,
            Duration call,
            int attempts,
            Duration pause,
            int part,
            Duration lease) {

        public static final Limits USUAL = new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                4,
                Duration.ofMillis(200),
                16 * 1024 * 1024,
                Duration.ofSeconds(200));

        public Limits {
            if (call.compareTo(Duration.ofSeconds(60)) > 0
                    || attempts < 1
                    || lease.compareTo(call.multipliedBy(3)) <= 0) {
                throw new IllegalArgumentException("a call takes at most 60 s, a lease more than three calls");
            }
        }
    }
}
