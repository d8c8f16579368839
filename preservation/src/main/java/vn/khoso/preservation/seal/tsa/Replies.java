package vn.khoso.preservation.seal.tsa;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Collection;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** What is common to all replies: they are granted, whole, over the document, and signed by a certificate for time stamping. */
final class Replies {

    private Replies() {}

    /** @throws ContentAltered when it is no reply, or not over this document */
    static TimeStamp read(byte[] reply, byte[] document) {
        try {
            return checked(reply, document);
        } catch (IOException
                | TSPException
                | OperatorCreationException
                | java.security.cert.CertificateException
                | IllegalArgumentException broken) {
            throw new ContentAltered("the time stamp is not whole: " + broken.getMessage());
        }
    }

    static TimeStamp checked(byte[] reply, byte[] document)
            throws IOException, TSPException, OperatorCreationException, java.security.cert.CertificateException {
        TimeStampToken token = new TimeStampResponse(reply).getTimeStampToken();
        if (token == null) {
            throw new TSPException("the time stamp was not granted");
        }
        var info = token.getTimeStampInfo();
        byte[] imprint = Digests.of(DigestAlgorithm.SHA_256).digest(document);
        if (!info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !MessageDigest.isEqual(imprint, info.getMessageImprintDigest())) {
            throw new TSPException("the time stamp is over another document");
        }
        X509CertificateHolder signer = signer(token);
        // Asks for the critical extended key usage timeStamping and for the ESS certificate identifier too (RFC 3161,
        // 2.3 and 2.4.2).
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        GeneralName stated = info.getTsa();
        return new TimeStamp(
                reply,
                info.getGenTime().toInstant(),
                stated == null
                        ? signer.getSubject().toString()
                        : stated.getName().toString(),
                info.getPolicy().getId(),
                info.getPolicy().getId().equals(TestTimeStamping.POLICY));
    }

    static X509CertificateHolder signer(TimeStampToken token) throws TSPException {
        Collection<X509CertificateHolder> found = token.getCertificates().getMatches(token.getSID());
        if (found.size() != 1) {
            throw new TSPException("the time stamp does not bring its certificate");
        }
        return found.iterator().next();
    }
}
