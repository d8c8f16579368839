package vn.khoso.preservation.seal.pkcs12;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.List;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.NoteSigner;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.codec.tlog.SignedNote;

/** An Ed25519 key (RFC 8032) in a PKCS#12 file, for checkpoints and nothing else. Safe for many threads. */
public final class Pkcs12NoteSigner implements NoteSigner {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;
    private final NoteKey shown;

    private Pkcs12NoteSigner(PrivateKey key, NoteKey shown) {
        this.key = key;
        this.shown = shown;
    }

    /**
     * Opens the key file; makes it when it is not there. The name of the log, which is its checkpoints' origin, is decided when the key
     * is made, and from then on is what the key's certificate names: a log that changed its name would disown its checkpoints.
     *
     * @param log name of a log whose key is made now
     * @throws SealUnavailable when it can be neither read nor made
     */
    public static Pkcs12NoteSigner openOrCreate(Path file, SealPassword password, String log, Clock clock) {
        KeyFile kept = KeyFile.openOrCreate(file, password, () -> {
            KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new KeyFile(keys.getPrivate(), SelfSignedCertificate.of(keys, log, clock.instant()));
        });
        return new Pkcs12NoteSigner(
                kept.key(),
                NoteKey.ofEncoded(
                        kept.subject(), kept.certificate().getPublicKey().getEncoded()));
    }

    @Override
    public NoteKey key() {
        return shown;
    }

    @Override
    public SignedNote sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedNote(text, List.of(new SignedNote.Signature(shown.name(), shown.id(), signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new SealUnavailable("the key of the journal did not sign", e);
        }
    }
}
