package vn.khoso.ingest.testing;

import java.nio.charset.StandardCharsets;
import vn.khoso.preservation.seal.SealingKey;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** Stands where a key stands: what it "signs" with depends on every byte of the document, and on nothing else. */
public final class TestKey implements SealingKey {

    @Override
    public byte[] sign(byte[] document) {
        return ("sealed " + Digests.fixity(DigestAlgorithm.SHA_256, document)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String certificatePem() {
        return "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";
    }
}
