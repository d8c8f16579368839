package vn.khoso.preservation.seal.tsa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.preservation.seal.TimeStamping;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * An authority at a fixed address (RFC 3161, 3.4). Is told a hash and nothing else; a redirect is a refusal, an answer has a time limit and
 * at most 64 KB. The signer's certificate must lead to one of the operator's certificates when he gave any; revocation is not asked online.
 */
public final class HttpTimeStamping implements TimeStamping {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int OK = 200;

    private final URI address;
    private final Duration limit;
    private final Optional<String> anchors;
    private final HttpClient client;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param address http or https, of the authority
     * @param limit for the whole answer
     * @param anchors PEM of the authority's own certificate or of those above it; empty to take any certificate for time stamping
     */
    public HttpTimeStamping(URI address, Duration limit, Optional<String> anchors) {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("not the address of a time stamping authority: " + address);
        }
        this.address = address;
        this.limit = limit;
        this.anchors = anchors;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public TimeStamp stamp(byte[] document) {
        TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        try {
            TimeStampRequest request = asking.generate(
                    TSPAlgorithms.SHA256,
                    Digests.of(DigestAlgorithm.SHA_256).digest(document),
                    new BigInteger(64, random));
            byte[] reply = ask(request.getEncoded());
            TimeStampResponse response = new TimeStampResponse(reply);
            response.validate(request); // nonce, imprint, status
            TimeStamp stamp = Replies.checked(reply, document);
            if (stamp.test()) {
                throw new TSPException("the stamp says of itself that it is a test");
            }
            trust(response, stamp);
            return stamp;
        } catch (IOException
                | TSPException
                | OperatorCreationException
                | GeneralSecurityException
                | IllegalArgumentException failed) {
            throw new SealUnavailable("no time stamp from " + address + ": " + failed.getMessage(), failed);
        }
    }

    private byte[] ask(byte[] request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        // The time limit of a request ends with its head; the body of a slow answer is cut off here.
        var answer = client.sendAsync(post, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(HttpTimeStamping::body);
        try {
            return answer.get(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the stamp", stopped);
        } catch (java.util.concurrent.TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer within " + limit.toSeconds() + " s", late);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        }
    }

    private static byte[] body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != OK) {
                throw new java.io.UncheckedIOException(
                        new IOException("answered with status " + response.statusCode()));
            }
            byte[] bytes = in.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new java.io.UncheckedIOException(
                        new IOException("answered with more than " + LONGEST_ANSWER + " bytes"));
            }
            return bytes;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void trust(TimeStampResponse response, TimeStamp stamp) throws GeneralSecurityException, TSPException {
        if (anchors.isEmpty()) {
            return;
        }
        List<X509Certificate> known = new ArrayList<>();
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(anchors.get().getBytes(StandardCharsets.US_ASCII)))) {
            known.add((X509Certificate) certificate);
        }
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        X509Certificate signer = converter.getCertificate(Replies.signer(response.getTimeStampToken()));
        Date at = Date.from(stamp.at());
        if (known.contains(signer)) {
            signer.checkValidity(at);
            return;
        }
        List<X509Certificate> brought = new ArrayList<>();
        for (X509CertificateHolder holder :
                response.getTimeStampToken().getCertificates().getMatches(null)) {
            brought.add(converter.getCertificate(holder));
        }
        Set<TrustAnchor> trusted = new HashSet<>();
        known.forEach(certificate -> trusted.add(new TrustAnchor(certificate, null)));
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(signer);
        PKIXBuilderParameters way = new PKIXBuilderParameters(trusted, wanted);
        way.setRevocationEnabled(false);
        way.setDate(at);
        way.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(brought)));
        var built = java.security.cert.CertPathBuilder.getInstance("PKIX").build(way);
        CertPathValidator.getInstance("PKIX").validate(built.getCertPath(), way);
    }

    @Override
    public TimeStamp read(byte[] reply, byte[] document) {
        return Replies.read(reply, document);
    }

    @Override
    public Optional<String> certificatesPem() {
        return anchors;
    }
}
