package vn.khoso.deploy.verify;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * A CMS SignedData (RFC 5652) with one signer and signed attributes, as seals of the archive and time stamps are.
 *
 * @param type of the content, an object identifier
 * @param content inside it; empty when it is detached
 * @param brought certificates in it
 */
record CmsSignature(String type, Optional<byte[]> content, List<X509Certificate> brought, Der signer) {

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";

    /** @throws IllegalArgumentException when it is none */
    static CmsSignature parse(byte[] der) {
        return of(Der.parse(der));
    }

    static CmsSignature of(Der info) {
        if (!SIGNED_DATA.equals(info.require(Der.SEQUENCE).part(0).oid())) {
            throw new IllegalArgumentException("no CMS SignedData");
        }
        List<Der> parts = info.part(1)
                .require(Der.CONTEXT_0)
                .part(0)
                .require(Der.SEQUENCE)
                .parts();
        if (parts.size() < 4) {
            throw new IllegalArgumentException("no CMS SignedData");
        }
        List<Der> encapsulated = parts.get(2).require(Der.SEQUENCE).parts();
        Optional<byte[]> content = encapsulated.size() > 1
                ? Optional.of(encapsulated
                        .get(1)
                        .require(Der.CONTEXT_0)
                        .part(0)
                        .require(Der.OCTETS)
                        .content())
                : Optional.empty();
        List<Der> signers = parts.getLast().require(Der.SET).parts();
        if (signers.size() != 1) {
            throw new IllegalArgumentException("a signature of " + signers.size() + " signers");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        if (parts.get(3).tag() == Der.CONTEXT_0) {
            parts.get(3).parts().stream()
                    .filter(part -> part.tag() == Der.SEQUENCE)
                    .forEach(part -> certificates.addAll(certificates(part.whole())));
        }
        return new CmsSignature(encapsulated.getFirst().oid(), content, certificates, signers.getFirst());
    }

    /** Certificates in PEM or DER. */
    static List<X509Certificate> certificates(byte[] encoded) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(encoded))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException none) {
            throw new IllegalArgumentException("no certificate", none);
        }
    }

    /**
     * The certificate whose key signed this content.
     *
     * @throws IllegalArgumentException when the signature does not hold
     */
    X509Certificate verified(byte[] signed, List<X509Certificate> known) {
        List<Der> parts = signer.require(Der.SEQUENCE).parts();
        if (parts.size() < 6) {
            throw new IllegalArgumentException("no signer with signed attributes");
        }
        X509Certificate certificate = certificate(parts.get(1).require(Der.SEQUENCE), known);
        String digest = digestName(parts.get(2).part(0).oid());
        Der attributes = parts.get(3).require(Der.CONTEXT_0);
        byte[] hash = Digests.of(DigestAlgorithm.named(digest).orElseThrow()).digest(signed);
        if (!MessageDigest.isEqual(
                        hash,
                        attribute(attributes, MESSAGE_DIGEST)
                                .require(Der.OCTETS)
                                .content())
                || !type.equals(attribute(attributes, CONTENT_TYPE).oid())) {
            throw new IllegalArgumentException("the signature is over other bytes");
        }
        byte[] covered = attributes.whole();
        covered[0] = (byte) Der.SET; // RFC 5652, 5.4: signed under the tag of the SET, not under [0]
        try {
            Signature verifier = Signature.getInstance(digest.replace("-", "") + "with"
                    + keyName(parts.get(4).part(0).oid()));
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(covered);
            if (verifier.verify(parts.get(5).require(Der.OCTETS).content())) {
                return certificate;
            }
        } catch (GeneralSecurityException bad) {
            throw new IllegalArgumentException("the signature cannot be verified: " + bad.getMessage(), bad);
        }
        throw new IllegalArgumentException("the signature does not hold");
    }

    private static Der attribute(Der attributes, String type) {
        List<Der> found = attributes.parts().stream()
                .filter(one -> type.equals(one.part(0).oid()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("attribute " + type + " is there " + found.size() + " times");
        }
        return found.getFirst().part(1).require(Der.SET).part(0);
    }

    private X509Certificate certificate(Der issuerAndSerial, List<X509Certificate> known) {
        List<X509Certificate> all = new ArrayList<>(brought);
        all.addAll(known);
        return all.stream()
                .filter(one ->
                        one.getSerialNumber().equals(issuerAndSerial.part(1).integer())
                                && Arrays.equals(
                                        one.getIssuerX500Principal().getEncoded(),
                                        issuerAndSerial.part(0).whole()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the signer's certificate is not there"));
    }

    private static String digestName(String oid) {
        return switch (oid) {
            case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
            case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
            default -> throw new IllegalArgumentException("digest algorithm " + oid + " is not taken");
        };
    }

    private static String keyName(String oid) {
        return switch (oid) {
            case "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.4" -> "ECDSA";
            case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.13" -> "RSA";
            default -> throw new IllegalArgumentException("signature algorithm " + oid + " is not taken");
        };
    }

    /** Whether the certificate is one of these or was given by one of them, at that time. Revocation is not asked: there is no network here. */
    boolean trusted(X509Certificate certificate, List<X509Certificate> anchors, Instant at) {
        try {
            certificate.checkValidity(Date.from(at));
            if (anchors.contains(certificate)) {
                return true;
            }
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(certificate);
            PKIXBuilderParameters way = new PKIXBuilderParameters(
                    anchors.stream()
                            .map(anchor -> new TrustAnchor(anchor, null))
                            .collect(Collectors.toSet()),
                    wanted);
            way.setRevocationEnabled(false);
            way.setDate(Date.from(at));
            way.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(brought)));
            CertPathBuilder.getInstance("PKIX").build(way);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
