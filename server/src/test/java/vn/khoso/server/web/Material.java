package vn.khoso.server.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.catalogue.VolumeTally;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.retention.RetentionRule;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;
import vn.khoso.server.administration.Account;
import vn.khoso.server.administration.ApiClient;

/** Invented people, packages and records for the pages to show; every state occurs. */
final class Material {

    static final Instant NOON = Instant.parse("2026-11-20T05:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final Samples samples = new Samples(20261120);

    /** Somebody with every staff role, so that every button is there. */
    static Requester staff() {
        return new Requester(
                "thuy.nguyen",
                "Nguyễn Thị Thuỷ",
                Set.of(Role.ARCHIVIST, Role.PRESERVATION_OFFICER, Role.ADMINISTRATOR),
                Optional.of(new AgencyCode("H99.12")),
                Optional.empty());
    }

    List<Submission> submissions() {
        return List.of(
                submission(
                        "ho-tich-1996-2005-tap-3.zip",
                        State.RUNNING,
                        new Progress(Progress.Phase.CHARACTERISE, 5, 8, 812, 1248, 0, 0),
                        0),
                submission("giay-phep-xay-dung-2016.zip", State.WAITING, Progress.NONE, 0),
                submission("dang-ky-ket-hon-truoc-1995-phuong-kim-tra.tar.gz", State.REFUSED, concluded(), 3),
                submission("chung-thuc-ban-sao-2022.zip", State.ARCHIVED, concluded(), 0),
                submission(
                        "khieu-nai-dat-dai.zip",
                        State.PARKED,
                        new Progress(Progress.Phase.STORE, 8, 8, 4, 4, 0, 0),
                        0));
    }

    private static Progress concluded() {
        return new Progress(Progress.Phase.CONCLUDED, 8, 8, 0, 0, 0, 0);
    }

    private Submission submission(String name, State state, Progress progress, int findings) {
        boolean over = state == State.ARCHIVED || state == State.REFUSED;
        return new Submission(
                new SipId(samples.uuid()),
                samples.aip(),
                new AgencyCode("H99.12.34"),
                "nop.hason",
                name,
                12_480_221,
                digest(name),
                NOON,
                over ? Optional.of(NOON.plusSeconds(61)) : Optional.empty(),
                state,
                progress,
                state == State.PARKED ? 3 : 1,
                findings().subList(0, findings),
                Optional.empty(),
                state == State.PARKED ? Optional.of("StorageFull: no space left") : Optional.empty());
    }

    List<JudgedFinding> findings() {
        return List.of(
                new JudgedFinding(
                        Finding.of(FindingCode.BAG_DIGEST_MISMATCH, "data/ho-so-0017/giay-chung-nhan-ket-hon.pdf")
                                .with("algorithm", "SHA-256")
                                .with("promised", "ab".repeat(32))
                                .with("found", "cd".repeat(32)),
                        FindingLevel.REFUSE),
                new JudgedFinding(
                        Finding.of(FindingCode.BAG_FILE_MISSING, "data/ho-so-0018/to-khai.pdf"), FindingLevel.REFUSE),
                new JudgedFinding(
                        Finding.of(FindingCode.FORMAT_UNKNOWN, "data/ho-so-0019/ban-ve.dwg"), FindingLevel.WARN));
    }

    /** A record with a due date, one kept for ever, one that nobody has classified. */
    List<RecordEntry> records() {
        AipId aip = samples.aip();
        List<RecordEntry> plain =
                Samples.recordsOf(aip, List.of(Samples.result(12), Samples.result(13), Samples.result(14)));
        return List.of(
                with(plain.get(0), due()),
                with(
                        plain.get(1),
                        new RetentionDecision(
                                Optional.empty(),
                                new RetentionPeriod.Permanent(),
                                Optional.of("VN-LAND-01"),
                                Optional.of(1),
                                Optional.empty(),
                                List.of(new RetentionDecision.Step(
                                        "Dòng VN-LAND-01 bảo quản vĩnh viễn.",
                                        "Row VN-LAND-01 is kept permanently.")))),
                plain.get(2));
    }

    private static RecordEntry with(RecordEntry entry, RetentionDecision decision) {
        return new RecordEntry(
                entry.id(), entry.aip(), entry.ordinal(), entry.result(), entry.files(), decision, 7, NOON, true);
    }

    static RetentionDecision due() {
        return new RetentionDecision(
                Optional.of(LocalDate.of(2034, 12, 31)),
                new RetentionPeriod.Years(10),
                Optional.of("VN-CERT-02"),
                Optional.of(2),
                Optional.of(2024),
                List.of(
                        new RetentionDecision.Step(
                                "Loại giấy tờ KQ.G15.000031 thuộc dòng VN-CERT-02, phiên bản 2.",
                                "Type KQ.G15.000031 falls under row VN-CERT-02, version 2."),
                        new RetentionDecision.Step(
                                "Hồ sơ kết thúc ngày 05/03/2024, năm gốc là 2024.",
                                "The case was closed on 05/03/2024, so the base year is 2024."),
                        new RetentionDecision.Step(
                                "Cộng 10 năm: hết thời hạn ngày 31/12/2034.", "Plus 10 years: due on 31/12/2034.")));
    }

    List<JournalEntry> events() {
        return List.of(
                entry(41, EventType.RECEPTION, EventOutcome.SUCCESS),
                entry(42, EventType.FORMAT_VALIDATION, EventOutcome.WARNING),
                entry(43, EventType.INGESTION, EventOutcome.SUCCESS));
    }

    private JournalEntry entry(long index, EventType type, EventOutcome outcome) {
        Event event = new Event(
                samples.uuid(),
                type,
                NOON.plusSeconds(index),
                outcome,
                Samples.ARCHIVE,
                List.of("urn:uuid:" + samples.uuid()),
                "The package is kept: written, flushed, read back and compared.",
                Map.of());
        return new JournalEntry(index, event.at(), digest("p" + index), digest("h" + index), event);
    }

    SearchPage found() {
        List<SearchPage.Hit> hits = records().stream()
                .map(one -> new SearchPage.Hit(
                        one.id(),
                        one.result().documentName(),
                        one.result().summary(),
                        one.result().referenceNumber(),
                        one.result().issuedDate().text(),
                        one.result().issuingAgencyName(),
                        "VALID"))
                .toList();
        return new SearchPage(
                hits,
                10_000,
                false,
                Map.of(
                        FacetName.AGENCY,
                                List.of(
                                        new SearchPage.FacetValue("H99.12", "Ủy ban nhân dân xã Bình An", 812),
                                        new SearchPage.FacetValue("H99.13", "Sở Nông nghiệp và Môi trường", 40)),
                        FacetName.YEAR, List.of(new SearchPage.FacetValue("2024", "2024", 1248)),
                        FacetName.VALIDITY, List.of(new SearchPage.FacetValue("VALID", "Còn hiệu lực", 9000))),
                Optional.of("bmV4dA"),
                3);
    }

    static List<RetentionRule> rules() {
        return List.of(
                rule(
                        "VN-CERT-02",
                        2,
                        new RetentionPeriod.Years(10),
                        "06",
                        Optional.of("thuy.nguyen"),
                        Optional.empty()),
                rule(
                        "VN-CERT-02",
                        1,
                        new RetentionPeriod.Years(20),
                        "05",
                        Optional.empty(),
                        Optional.of(LocalDate.of(2025, 12, 31))),
                rule("VN-LAND-01", 1, new RetentionPeriod.Permanent(), "01", Optional.empty(), Optional.empty()));
    }

    private static RetentionRule rule(
            String code,
            int version,
            RetentionPeriod period,
            String maintenance,
            Optional<String> confirmed,
            Optional<LocalDate> to) {
        return new RetentionRule(
                code,
                version,
                "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất",
                "Files on certificates of land use",
                RetentionRule.Trigger.CASE_CLOSED,
                period,
                maintenance,
                RetentionRule.Action.DESTROY_REVIEW,
                "Thông tư 10/2022/TT-BNV, phụ lục I, nhóm 14",
                LocalDate.of(2026 - 2 + version, 1, 1),
                to,
                confirmed,
                confirmed.isPresent());
    }

    List<FixityRun> runs() {
        return List.of(
                run("thuy.nguyen", FixityRun.State.RUNNING, 812, 0),
                run("schedule", FixityRun.State.FINISHED, 1248, 1),
                run("thuy.nguyen", FixityRun.State.CANCELLED, 12, 0));
    }

    private FixityRun run(String who, FixityRun.State state, long done, long altered) {
        return new FixityRun(
                samples.uuid(),
                who,
                NOON,
                state == FixityRun.State.RUNNING ? Optional.empty() : Optional.of(NOON.plusSeconds(600)),
                state,
                50,
                1248,
                done,
                done * 1_250_000,
                done * 7,
                altered,
                0,
                0,
                0,
                Optional.empty(),
                AuditScope.EVERYTHING,
                List.of(
                        tally("a", done, 0, done * 625_000, done * 4, 0),
                        tally(
                                "b",
                                done,
                                state == FixityRun.State.CANCELLED ? 3 : 0,
                                done * 625_000,
                                done * 3,
                                altered)),
                Optional.empty());
    }

    private VolumeTally tally(String name, long copies, long away, long bytes, long intact, long altered) {
        return new VolumeTally(samples.uuid(), name, copies, away, 4, bytes, intact, altered, 0, 0, 0);
    }

    List<Incident> incidents() {
        return List.of(incident(Incident.Kind.ALTERED, true), incident(Incident.Kind.UNREAD, false));
    }

    private Incident incident(Incident.Kind kind, boolean open) {
        return new Incident(
                samples.uuid(),
                NOON,
                samples.aip(),
                kind,
                "v1/content/sip/data/ho-so-0017/giay-chung-nhan-ket-hon.pdf",
                "promised sha256:" + "ab".repeat(32) + ", found sha256:" + "cd".repeat(32),
                open,
                open
                        ? Optional.empty()
                        : Optional.of(new Incident.Closing(
                                NOON.plusSeconds(90),
                                "software:khoso",
                                "chưa rõ nguyên nhân",
                                "tạo lại bản sao từ ổ a",
                                "đã đọc lại toàn bộ và so khớp mã băm")));
    }

    static List<Account> accounts() {
        return List.of(
                account("thuy.nguyen", "Nguyễn Thị Thuỷ", Set.of(Role.ARCHIVIST, Role.ADMINISTRATOR), true),
                account("nop.hason", "Ủy ban nhân dân xã Hà Sơn", Set.of(Role.DEPOSITOR), true),
                account("kiem.toan", "Đặng Ưng Ẩn", Set.of(Role.AUDITOR), false));
    }

    private static Account account(String name, String shown, Set<Role> roles, boolean enabled) {
        return new Account(
                name, shown, roles, Optional.of(new AgencyCode("H99.12.34")), Optional.empty(), enabled, NOON, NOON);
    }

    List<ApiClient> clients() {
        return List.of(client("Cổng dịch vụ công", true), client("Máy quét cũ", false));
    }

    ApiClient client(String name, boolean enabled) {
        return new ApiClient(
                UUID.fromString("01900000-0000-7000-8000-00000000000" + (enabled ? 1 : 2)),
                name,
                Role.PORTAL,
                Optional.empty(),
                enabled,
                NOON,
                "thuy.nguyen",
                NOON.plusSeconds(86_400 * 90));
    }

    Samples samples() {
        return samples;
    }

    static Fixity digest(String of) {
        return Digests.fixity(DigestAlgorithm.SHA_256, of.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
