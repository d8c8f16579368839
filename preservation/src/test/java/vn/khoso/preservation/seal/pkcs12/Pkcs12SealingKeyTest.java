package vn.khoso.preservation.seal.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class Pkcs12SealingKeyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T01:02:03Z"), ZoneOffset.UTC);

    private static final byte[] RECEIPT =
            "{\"aip\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"result\":\"Đã lưu\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_a_key_that_later_starts_open() throws Exception {
        Pkcs12SealingKey first = key(CLOCK);
        Pkcs12SealingKey later = key(Clock.offset(CLOCK, java.time.Duration.ofDays(400)));
        assertThat(later.certificatePem()).isEqualTo(first.certificatePem());
        assertThat(verifies(later.sign(RECEIPT), RECEIPT, certificate(first))).isTrue();
    }

    @Test
    void the_certificate_names_the_archive_in_Vietnamese_and_lasts_ten_years() throws Exception {
        X509Certificate certificate = certificate(key(CLOCK));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("Kho lưu trữ số tỉnh thử nghiệm");
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(CLOCK.instant());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Instant.parse("2036-03-02T01:02:03Z"));
        assertThat(certificate.getBasicConstraints()).as("not an authority").isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, true, false);
    }

    @Test
    void a_signature_says_when_by_the_archives_clock_and_binds_its_certificate() throws Exception {
        Pkcs12SealingKey key = key(CLOCK);
        SignerInformation signer = signer(key.sign(RECEIPT), RECEIPT);
        assertThat(Time.getInstance(signer.getSignedAttributes()
                                .get(CMSAttributes.signingTime)
                                .getAttrValues()
                                .getObjectAt(0))
                        .getDate())
                .isEqualTo(java.util.Date.from(CLOCK.instant()));
        SigningCertificateV2 bound = SigningCertificateV2.getInstance(signer.getSignedAttributes()
                .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .getAttrValues()
                .getObjectAt(0));
        assertThat(bound.getCerts()[0].getCertHash())
                .isEqualTo(Digests.of(DigestAlgorithm.SHA_256)
                        .digest(certificate(key).getEncoded()));
    }

    @Test
    void no_changed_byte_of_the_document_passes() throws Exception {
        Pkcs12SealingKey key = key(CLOCK);
        byte[] seal = key.sign(RECEIPT);
        assertThat(verifies(seal, RECEIPT, certificate(key))).isTrue();
        for (int i = 0; i < RECEIPT.length; i++) {
            byte[] changed = RECEIPT.clone();
            changed[i] ^= 1;
            assertThat(verifies(seal, changed, certificate(key)))
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @Test
    void openssl_verifies_a_receipt_and_refuses_a_changed_one() throws Exception {
        Assumptions.assumeTrue(hasOpenssl(), "skipped: openssl is not installed");
        Pkcs12SealingKey key = key(Clock.systemUTC()); // openssl judges the certificate by today
        Path receipt = Files.write(folder.resolve("receipt.json"), RECEIPT);
        Path seal = Files.write(folder.resolve("receipt.p7s"), key.sign(RECEIPT));
        Path archive = Files.writeString(folder.resolve("archive.pem"), key.certificatePem());
        assertThat(openssl(receipt, seal, archive)).isZero();

        byte[] changed = RECEIPT.clone();
        changed[10] ^= 1;
        assertThat(openssl(Files.write(folder.resolve("changed.json"), changed), seal, archive))
                .isNotZero();

        Pkcs12SealingKey stranger = Pkcs12SealingKey.openOrCreate(
                folder.resolve("stranger.p12"), SealPassword.configured("another password"), "Khác", Clock.systemUTC());
        Path other = Files.writeString(folder.resolve("stranger.pem"), stranger.certificatePem());
        assertThat(openssl(receipt, seal, other))
                .as("another archive's certificate")
                .isNotZero();
    }

    @Test
    void key_and_password_are_files_of_the_owner_alone() throws IOException {
        key(CLOCK);
        for (String name : List.of("seal.p12", "seal.password")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("keys").resolve(name))))
                    .isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(folder.resolve("keys/seal.p12"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> key(CLOCK))
                .isInstanceOf(SealUnavailable.class)
                .rootCause()
                .hasMessageContaining("open to others");
    }

    @Test
    void a_key_file_that_cannot_be_opened_is_never_replaced() throws IOException {
        key(CLOCK);
        Path file = folder.resolve("keys/seal.p12");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() ->
                        Pkcs12SealingKey.openOrCreate(file, SealPassword.configured("not the password"), "Kho", CLOCK))
                .isInstanceOf(SealUnavailable.class);
        assertThat(file).hasBinaryContent(before);

        byte[] damaged = before.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(() -> key(CLOCK)).isInstanceOf(SealUnavailable.class);
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void a_password_is_long_and_is_not_printed() {
        assertThatThrownBy(() -> SealPassword.configured("short")).isInstanceOf(IllegalArgumentException.class);
        assertThat(SealPassword.configured("a very secret word")).asString().doesNotContain("secret word");
    }

    @Test
    void many_threads_sign_at_once() throws Exception {
        Pkcs12SealingKey key = key(CLOCK);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<byte[]>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(() -> key.sign(RECEIPT));
            }
            for (Future<byte[]> seal : threads.invokeAll(all)) {
                assertThat(verifies(seal.get(), RECEIPT, certificate(key))).isTrue();
            }
        }
    }

    private Pkcs12SealingKey key(Clock clock) {
        Path keys = folder.resolve("keys");
        return Pkcs12SealingKey.openOrCreate(
                keys.resolve("seal.p12"),
                SealPassword.kept(keys.resolve("seal.password")),
                "Kho lưu trữ số tỉnh thử nghiệm",
                clock);
    }

    private static X509Certificate certificate(Pkcs12SealingKey key) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(key.certificatePem().getBytes(StandardCharsets.US_ASCII)));
    }

    private static SignerInformation signer(byte[] seal, byte[] document) throws Exception {
        return new CMSSignedData(new CMSProcessableByteArray(document), seal)
                .getSignerInfos()
                .getSigners()
                .iterator()
                .next();
    }

    private static boolean verifies(byte[] seal, byte[] document, X509Certificate certificate) throws Exception {
        try {
            return signer(seal, document).verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException e) {
            return false;
        }
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            System.out.println("skipped: openssl is not installed");
            return false;
        }
    }

    private static int openssl(Path document, Path seal, Path certificate) throws Exception {
        Process process = new ProcessBuilder(
                        "openssl",
                        "cms",
                        "-verify",
                        "-binary",
                        "-content",
                        document.toString(),
                        "-inform",
                        "DER",
                        "-in",
                        seal.toString(),
                        "-CAfile",
                        certificate.toString(),
                        "-purpose",
                        "any",
                        "-out",
                        "/dev/null")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        System.out.println("openssl cms -verify: " + code + " "
                + said.strip().lines().findFirst().orElse(""));
        return code;
    }
}
