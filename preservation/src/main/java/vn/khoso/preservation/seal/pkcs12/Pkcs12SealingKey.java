package vn.khoso.preservation.seal.pkcs12;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.SealingKey;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * A key of the archive on curve P-256, in a PKCS#12 file (RFC 7292) that only the server's user may read.
 *
 * <p>Signatures are CMS (RFC 5652) of baseline CAdES-B-B (ETSI EN 319 122-1): detached, SHA-256, with the signing time by
 * the given clock and the certificate bound in (ESS signing-certificate-v2, RFC 5035). Safe for many threads. A key file that cannot be
 * opened is never replaced: a new key would disown every receipt given so far.
 */
public final class Pkcs12SealingKey implements SealingKey {

    static final String SIGNATURE = "SHA256withECDSA";

    private static final String CURVE = "secp256r1";

    private final KeyFile kept;
    private final Clock clock;

    private Pkcs12SealingKey(KeyFile kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Opens the key file; makes it, with a self-signed certificate of ten years, when it is not there.
     *
     * @param file its folder is made when absent
     * @param archive name of the archive in the certificate, as people read it
     * @throws SealUnavailable when it can be neither read nor made, the password is another one, or others may read the file
     */
    public static Pkcs12SealingKey openOrCreate(Path file, SealPassword password, String archive, Clock clock) {
        KeyFile kept = KeyFile.openOrCreate(file, password, () -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair keys = generator.generateKeyPair();
            return new KeyFile(keys.getPrivate(), SelfSignedCertificate.of(keys, archive, clock.instant()));
        });
        return new Pkcs12SealingKey(kept, clock);
    }

    @Override
    public byte[] sign(byte[] document) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(signedAttributes()))
                            .build(new JcaContentSignerBuilder(SIGNATURE).build(kept.key()), kept.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(kept.certificate())));
            CMSSignedData signed = generator.generate(new CMSProcessableByteArray(document), false);
            return signed.toASN1Structure().getEncoded(ASN1Encoding.DER);
        } catch (OperatorCreationException | GeneralSecurityException | CMSException | IOException e) {
            throw new SealUnavailable("the archive's key did not sign", e);
        }
    }

    /** What is signed beside the digest: when, and by which certificate. */
    private AttributeTable signedAttributes() throws GeneralSecurityException {
        X509Certificate certificate = kept.certificate();
        byte[] encoded = certificate.getEncoded();
        IssuerSerial issuer = new IssuerSerial(
                new GeneralNames(new GeneralName(X500Name.getInstance(
                        certificate.getIssuerX500Principal().getEncoded()))),
                certificate.getSerialNumber());
        ESSCertIDv2 bound = new ESSCertIDv2(Digests.of(DigestAlgorithm.SHA_256).digest(encoded), issuer);
        Hashtable<Object, Attribute> attributes = new Hashtable<>(); // asked for by AttributeTable
        attributes.put(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(bound))));
        attributes.put(
                CMSAttributes.signingTime,
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(clock.instant())))));
        return new AttributeTable(attributes);
    }

    @Override
    public String certificatePem() {
        return kept.certificatePem();
    }
}
