package vn.khoso.ingest.staging;

import java.nio.file.Path;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * A file that came out of a container, hashed while it was written: nobody reads it again for a strong digest.
 *
 * @param path its name in the bag, spelled as it came
 * @param bytes where its bytes lie, under a name of ours
 */
public record UnpackedFile(PackagePath path, long size, Fixity sha256, Fixity sha512, Path bytes) {

    UnpackedFile at(PackagePath other) {
        return new UnpackedFile(other, size, sha256, sha512, bytes);
    }
}
