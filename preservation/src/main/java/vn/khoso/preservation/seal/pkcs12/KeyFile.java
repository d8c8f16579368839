package vn.khoso.preservation.seal.pkcs12;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;

/**
 * A private key with its certificate in a PKCS#12 file (RFC 7292) that only the server's user may read. A file that cannot be opened is
 * never replaced: a new key would disown what the old one signed.
 */
public record KeyFile(PrivateKey key, X509Certificate certificate) {

    private static final String ALIAS = "seal";

    /** Makes a key when there is none. */
    @FunctionalInterface
    public interface Maker {
        KeyFile make() throws GeneralSecurityException, OperatorCreationException, IOException;
    }

    /** @throws SealUnavailable when it can be neither read nor made, the password is another one, or others may read the file */
    public static KeyFile openOrCreate(Path file, SealPassword password, Maker maker) {
        try {
            if (Files.notExists(file)) {
                PrivateFiles.create(file, written(maker.make(), password));
            }
            return open(PrivateFiles.read(file), password);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new SealUnavailable("the key cannot be used: " + file, e);
        }
    }

    private static byte[] written(KeyFile made, SealPassword password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] secret = password.characters();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            store.setKeyEntry(ALIAS, made.key(), secret, new Certificate[] {made.certificate()});
            store.store(out, secret);
            return out.toByteArray();
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static KeyFile open(byte[] file, SealPassword password) throws IOException, GeneralSecurityException {
        char[] secret = password.characters();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), secret);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, secret) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new KeyFile(key, certificate);
                }
            }
            throw new IOException("no private key with an X.509 certificate in it");
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /** Whom the certificate names: its subject's common name. @throws SealUnavailable when it names nobody */
    String subject() {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        if (names.length == 1 && names[0].getFirst().getValue() instanceof ASN1String name) {
            return name.getString();
        }
        throw new SealUnavailable(
                "the key cannot be used",
                new IOException("its certificate names nobody: " + certificate.getSubjectX500Principal()));
    }

    /** The certificate in PEM (RFC 7468). */
    public String certificatePem() {
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new SealUnavailable("the archive's certificate cannot be written", e);
        }
    }
}
