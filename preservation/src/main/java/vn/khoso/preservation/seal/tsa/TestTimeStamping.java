package vn.khoso.preservation.seal.tsa;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.preservation.seal.TimeStamping;
import vn.khoso.preservation.seal.pkcs12.KeyFile;
import vn.khoso.preservation.seal.pkcs12.SealPassword;

/**
 * A time stamping authority inside the server, so that everything around stamps works from the first day. <b>It proves nothing</b>: whoever
 * has the server has its key and its clock. Its name, its policy and every reply say so.
 */
public final class TestTimeStamping implements TimeStamping {

    /** Policy of stamps that prove nothing: below 2.25 (ITU-T X.667), made for this and given to no other. */
    public static final String POLICY = "2.25.317272702591890163703908122953439901147";

    /** Its common name. */
    public static final String NAME = "UNTRUSTED test TSA of Kho So - KHONG TIN CAY, chi de thu";

    private static final String WARNING =
            "UNTRUSTED: a test authority inside the archive gave this stamp; it proves no time.";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int YEARS = 10;
    private static final int SERIAL_BITS = 127;

    private final KeyFile kept;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private TestTimeStamping(KeyFile kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** Opens its key file; makes it when it is not there. @throws SealUnavailable when it can be neither read nor made */
    public static TestTimeStamping openOrCreate(Path file, SealPassword password, Clock clock) {
        return new TestTimeStamping(KeyFile.openOrCreate(file, password, () -> made(clock.instant())), clock);
    }

    private static KeyFile made(Instant now) throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.CN, NAME)
                .build();
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
                        Date.from(now),
                        Date.from(now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant()),
                        name,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        return new KeyFile(
                keys.getPrivate(),
                new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()))));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TimeStamp stamp(byte[] document) {
        try {
            TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
            asking.setCertReq(true);
            byte[] imprint = vn.khoso.schemas.oais.Digests.of(vn.khoso.schemas.oais.DigestAlgorithm.SHA_256)
                    .digest(document);
            return Replies.checked(
                    answer(asking.generate(TSPAlgorithms.SHA256, imprint, new BigInteger(64, random)), POLICY),
                    document);
        } catch (IOException | TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new SealUnavailable("the test authority did not stamp", e);
        }
    }

    /** The reply to a request, as an authority gives it. */
    byte[] answer(TimeStampRequest request, String policy)
            throws IOException, TSPException, OperatorCreationException, GeneralSecurityException {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build(SIGNATURE, kept.key(), kept.certificate()),
                digests.get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier(policy));
        tokens.addCertificates(new JcaCertStore(List.of(kept.certificate())));
        tokens.setTSA(new GeneralName(X500Name.getInstance(
                kept.certificate().getSubjectX500Principal().getEncoded())));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generateGrantedResponse(
                        request, new BigInteger(SERIAL_BITS, random), Date.from(clock.instant()), WARNING)
                .getEncoded();
    }

    @Override
    public TimeStamp read(byte[] reply, byte[] document) {
        return Replies.read(reply, document);
    }

    @Override
    public Optional<String> certificatesPem() {
        return Optional.of(kept.certificatePem());
    }
}
