package vn.khoso.preservation.storage.s3;

import java.util.List;
import java.util.Optional;

/** Small files of a volume by name: written and got back, or not written. Names are relative to the volume. */
public final class S3Files {

    private final S3Bucket bucket;
    private final S3Writes writes;

    S3Files(S3Bucket bucket, S3Writes writes) {
        this.bucket = bucket;
        this.writes = writes;
    }

    /** A file as it lies there. @param tag as long as it is the same, the file is */
    public record Found(byte[] bytes, String tag) {}

    public Optional<Found> read(String name) {
        return S3Read.of(bucket, name).map(read -> new Found(S3Volume.bytes(read), read.tag()));
    }

    public boolean holds(String name) {
        return bucket.read(name, 0, 1, Optional.empty()).found().isPresent();
    }

    /** Names of all files below a folder, in their order. A store may be late in naming new ones. */
    public List<String> names(String folder) {
        return bucket.keys(folder).stream().sorted().toList();
    }

    /** A new file; when it is there already, it must hold these very bytes. @return its tag */
    public String write(String name, byte[] bytes) {
        return writes.fresh(name, bytes);
    }

    /** In the place of what was read with this tag. @return the new tag */
    public String replace(String name, byte[] bytes, String tag) {
        return writes.over(name, bytes, tag);
    }

    /** In the place of whatever is there. */
    public void overwrite(String name, byte[] bytes) {
        writes.anyhow(name, bytes);
    }
}
