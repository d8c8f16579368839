package vn.khoso.preservation;

import vn.khoso.preservation.seal.SealingKey;

/** Signs what the archive answers for: receipts now, checkpoints and copies later. */
public final class Seals {

    private final SealingKey key;

    public Seals(SealingKey key) {
        this.key = key;
    }

    /** @see SealingKey#sign */
    public byte[] sign(byte[] document) {
        return key.sign(document);
    }

    /** @see SealingKey#certificatePem */
    public String certificatePem() {
        return key.certificatePem();
    }
}
