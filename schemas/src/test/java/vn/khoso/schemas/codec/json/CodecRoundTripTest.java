package vn.khoso.schemas.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.tthc.AdministrativeResult;

class CodecRoundTripTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:04:05.123456Z");
    private static final AipId AIP = new AipId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
    private static final SipId SIP = new SipId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058"));
    private static final AgencyCode AGENCY = new AgencyCode("H56.22.17");
    private static final byte[] BYTES = "x".getBytes(StandardCharsets.UTF_8);
    private static final FileObject FILE = file("sip/data/a.pdf");
    private static final AdministrativeResult RESULT = ResultJson.read(SampleResults.good());
    private static final RetentionDecision DECISION = new RetentionDecision(
            Optional.of(LocalDate.of(2044, 12, 31)),
            new RetentionPeriod.Years(20),
            Optional.of("VN-CERT-01"),
            Optional.of(2),
            Optional.of(2024),
            List.of(new RetentionDecision.Step("Hai mươi năm.", "Twenty years.")));
    private static final JudgedFinding FINDING = new JudgedFinding(
            Finding.of(FindingCode.BAG_DIGEST_MISMATCH, "data/a.pdf").with("expected", "1"), FindingLevel.REFUSE);

    private static FileObject file(String path) {
        return new FileObject(
                new PackagePath(path),
                1,
                Digests.fixity(DigestAlgorithm.SHA_256, BYTES),
                Digests.fixity(DigestAlgorithm.SHA_512, BYTES),
                new FormatDesignation(Optional.of("fmt/18"), "application/pdf", Optional.of("PDF"), Optional.empty()));
    }

    @Test
    void an_aip_describes_itself_so_that_its_row_can_be_made_again() {
        ArchivalInformationPackage aip = new ArchivalInformationPackage(
                AIP,
                SIP,
                AGENCY,
                NOW,
                List.of(
                        new ArchivalInformationPackage.StagedFile(file("sip/data/b.pdf"), Path.of("b")),
                        new ArchivalInformationPackage.StagedFile(FILE, Path.of("a")),
                        new ArchivalInformationPackage.StagedFile(file(AipJson.PATH), Path.of("c"))),
                List.of(RESULT),
                List.of());
        AipJson.Description back = AipJson.read(AipJson.write(aip));
        assertThat(back).isEqualTo(AipJson.Description.of(aip));
        assertThat(back.files()).containsExactly(FILE, file("sip/data/b.pdf"));
        assertThat(AipJson.write(back)).isEqualTo(AipJson.write(aip));
    }

    @Test
    void a_rule_and_a_decision_come_back() {
        for (RetentionPeriod period : List.of(
                new RetentionPeriod.Years(5), new RetentionPeriod.Permanent(), new RetentionPeriod.Unclassified())) {
            RetentionRule rule = new RetentionRule(
                    "VN-LAND-01",
                    1,
                    "Đất",
                    "Land",
                    RetentionRule.Trigger.CASE_CLOSED,
                    period,
                    "01",
                    RetentionRule.Action.TRANSFER,
                    "TT 46/2016",
                    LocalDate.of(2016, 1, 1),
                    Optional.empty(),
                    Optional.of("x"),
                    true);
            assertThat(RetentionJson.readRule(RetentionJson.write(rule))).isEqualTo(rule);
        }
        assertThat(RetentionJson.readDecision(RetentionJson.write(DECISION))).isEqualTo(DECISION);
    }

    @Test
    void rows_of_the_catalogue_come_back() {
        PackageEntry entry = new PackageEntry(AIP, 1, SIP, AGENCY, FILE.sha512(), 3, 4, 1, NOW, DECISION);
        assertThat(CatalogueJson.readPackage(CatalogueJson.write(entry))).isEqualTo(entry);
        RecordEntry record =
                new RecordEntry(IdentifierMint.record(AIP, 0), AIP, 0, RESULT, List.of(FILE), DECISION, 7, NOW, true);
        assertThat(CatalogueJson.readRecord(CatalogueJson.write(record))).isEqualTo(record);
    }

    @Test
    void a_submission_comes_back_with_receipt_and_findings() {
        Submission submission = new Submission(
                SIP,
                AIP,
                AGENCY,
                "thuy",
                "a.zip",
                9,
                FILE.sha256(),
                NOW,
                Optional.of(NOW),
                Submission.State.ARCHIVED,
                new Progress(Progress.Phase.STORE, 7, 8, 1, 2, 3, 4),
                1,
                List.of(FINDING),
                Optional.of(new StorageReceipt(
                        AIP,
                        SIP,
                        1,
                        FILE.sha512(),
                        1,
                        List.of(new StorageReceipt.OwedCopy(new java.util.UUID(1, 2), NOW)),
                        NOW,
                        12)),
                Optional.empty());
        assertThat(SubmissionJson.read(SubmissionJson.write(submission))).isEqualTo(submission);
    }

    @Test
    void what_the_tools_said_comes_back() {
        Characterisation said = new Characterisation(
                FILE.format(),
                Characterisation.Verdict.VALID,
                List.of("JHOVE"),
                Map.of("pages", "2"),
                List.of(FINDING.finding()));
        assertThat(FileJson.readCharacterisation(FileJson.write(said))).isEqualTo(said);
    }

    @Test
    void damage_to_our_own_files_is_told_as_an_illegal_argument() {
        assertThatThrownBy(() -> AipJson.read("{\"schema\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventJson.read(StrictJson.own("[]".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_value_has_one_spelling() {
        assertThat(CanonicalJson.text(StrictJson.own(
                        " { \"b\" : [1.500, 1E2, -0.0, 12345678901234567890], \"a\" : \"\\u0111\\u000b\\/\" } "
                                .getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{\"a\":\"đ\\u000b/\",\"b\":[1.5,100,0,12345678901234567890]}");
        assertThatThrownBy(() -> CanonicalJson.bytes(JsonNodeFactory.instance.textNode("\uD800")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> CanonicalJson.bytes(JsonNodeFactory.instance.numberNode(new BigDecimal("1e999999999"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
