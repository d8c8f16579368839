package vn.khoso.schemas.aip;

import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * A version as it lies on storage.
 *
 * @param version OCFL version number, from 1
 * @param rootDigest SHA-512 of the root inventory
 * @param files the logical state with sizes and both digests, sorted by path
 */
public record StoredVersion(AipId aip, int version, Fixity rootDigest, Instant created, List<StoredFile> files) {
    public StoredVersion {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(StoredFile::size).sum();
    }
}
