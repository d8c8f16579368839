package vn.khoso.ingest.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.seal.pkcs12.Pkcs12SealingKey;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;

/** A receipt can be verified by a stranger with openssl, as the page of the module says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SignedReceiptTest {

    private static final AipId AIP = AipId.parse("01930000-0000-7000-8000-0000000000a1");
    private static final SipId SIP = SipId.parse("01930000-0000-7000-8000-0000000000b1");

    @TempDir
    Path folder;

    @Test
    void the_documented_command_accepts_a_receipt_and_refuses_a_changed_one() throws Exception {
        Pkcs12SealingKey key = Pkcs12SealingKey.openOrCreate(
                folder.resolve("seal.p12"),
                SealPassword.configured("mot-mat-khau-de-thu"),
                "Kho thử",
                Clock.systemUTC());
        byte[] document = receipt();
        Files.write(folder.resolve("receipt.json"), document);
        Files.write(folder.resolve("receipt.p7s"), key.sign(document));
        Files.writeString(folder.resolve("archive.pem"), key.certificatePem());
        Optional<Integer> accepted = openssl();
        if (accepted.isEmpty()) {
            System.out.println("skipped: openssl is not on this machine");
            org.junit.jupiter.api.Assumptions.abort("skipped: openssl is not on this machine");
        }
        assertThat(accepted).contains(0);
        document[document.length / 2] ^= 1;
        Files.write(folder.resolve("receipt.json"), document);
        assertThat(openssl().orElseThrow()).isNotZero();
    }

    @Test
    void the_same_facts_give_the_same_bytes() {
        assertThat(receipt()).isEqualTo(receipt());
        assertThat(new String(receipt(), StandardCharsets.UTF_8))
                .startsWith("{\"aip\":\"" + AIP + "\"")
                .contains("\"journalIndex\":42")
                .contains("\"copies\":1");
    }

    private static byte[] receipt() {
        Instant at = Instant.parse("2026-11-20T03:00:00Z");
        var digest = Digests.fixity(DigestAlgorithm.SHA_256, new byte[] {1});
        Submission submission = new Submission(
                SIP,
                AIP,
                new AgencyCode("H56.17"),
                "xa-mau",
                "gói.zip",
                1,
                digest,
                at,
                Optional.empty(),
                Submission.State.RUNNING,
                Progress.NONE,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty());
        return ReceiptDocument.write(
                submission,
                new StorageReceipt(
                        AIP,
                        SIP,
                        1,
                        Digests.fixity(DigestAlgorithm.SHA_512, new byte[] {2}),
                        1,
                        List.of(new StorageReceipt.OwedCopy(new java.util.UUID(1, 2), at)),
                        at,
                        42));
    }

    private Optional<Integer> openssl() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "openssl",
                            "cms",
                            "-verify",
                            "-binary",
                            "-inform",
                            "DER",
                            "-in",
                            "receipt.p7s",
                            "-content",
                            "receipt.json",
                            "-CAfile",
                            "archive.pem",
                            "-purpose",
                            "any",
                            "-out",
                            "/dev/null")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Optional.of(process.exitValue());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
