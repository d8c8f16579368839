package vn.khoso.ingest.bag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** MD5 and SHA-1 of a file, for manifests that give them beside a strong one: they must be right, though they prove nothing. */
record WeakDigests(String md5, String sha1) {

    static WeakDigests of(UnpackedFile file) {
        MessageDigest md5 = Digests.of(DigestAlgorithm.MD5);
        MessageDigest sha1 = Digests.of(DigestAlgorithm.SHA_1);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file.bytes())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                md5.update(buffer, 0, read);
                sha1.update(buffer, 0, read);
            }
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot read an unpacked file", trouble);
        }
        HexFormat hex = HexFormat.of();
        return new WeakDigests(hex.formatHex(md5.digest()), hex.formatHex(sha1.digest()));
    }

    String hex(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.MD5 ? md5 : sha1;
    }
}
