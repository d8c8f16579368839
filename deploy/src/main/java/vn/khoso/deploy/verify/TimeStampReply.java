package vn.khoso.deploy.verify;

import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * A granted TimeStampResp (RFC 3161, 2.4.2) whose signature holds.
 *
 * @param at the time it states
 * @param signer certificate for time stamping
 */
record TimeStampReply(Instant at, String policy, X509Certificate signer, CmsSignature signature) {

    /** Policy of the archive's own test authority, which proves nothing. */
    static final String TEST_POLICY = "2.25.317272702591890163703908122953439901147";

    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    /** @throws IllegalArgumentException when it is none, is not over the document, or its signature does not hold */
    static TimeStampReply verified(byte[] reply, byte[] document, List<X509Certificate> known) {
        Der response = Der.parse(reply).require(Der.SEQUENCE);
        int status = response.part(0).require(Der.SEQUENCE).part(0).integer().intValueExact();
        if (status != 0 && status != 1) {
            throw new IllegalArgumentException("the time stamp was not granted");
        }
        CmsSignature signature = CmsSignature.of(response.part(1));
        byte[] content = signature.content().orElseThrow(() -> new IllegalArgumentException("no time in the stamp"));
        X509Certificate signer = signature.verified(content, known);
        requireForTime(signer);
        List<Der> info = Der.parse(content).require(Der.SEQUENCE).parts();
        if (!TST_INFO.equals(signature.type()) || info.size() < 5) {
            throw new IllegalArgumentException("no time in the stamp");
        }
        Der imprint = info.get(2).require(Der.SEQUENCE);
        byte[] hash = Digests.of(DigestAlgorithm.SHA_256).digest(document);
        if (!SHA_256.equals(imprint.part(0).part(0).oid())
                || !MessageDigest.isEqual(
                        hash, imprint.part(1).require(Der.OCTETS).content())) {
            throw new IllegalArgumentException("the time stamp is over another document");
        }
        return new TimeStampReply(instant(info.get(4).text()), info.get(1).oid(), signer, signature);
    }

    private static void requireForTime(X509Certificate signer) {
        try {
            List<String> uses = signer.getExtendedKeyUsage();
            if (uses == null || !uses.contains(TIME_STAMPING)) {
                throw new IllegalArgumentException("the certificate is not for time stamping");
            }
        } catch (CertificateParsingException odd) {
            throw new IllegalArgumentException("the certificate is not for time stamping", odd);
        }
    }

    /** Whole seconds of a GeneralizedTime in UTC. */
    private static Instant instant(String text) {
        if (!text.matches("[0-9]{14}(\\.[0-9]{1,9})?Z")) {
            throw new IllegalArgumentException("no time in the stamp");
        }
        try {
            return LocalDateTime.parse(text.substring(0, 14), SECONDS).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException odd) {
            throw new IllegalArgumentException("no time in the stamp", odd);
        }
    }

    boolean test() {
        return TEST_POLICY.equals(policy);
    }
}
