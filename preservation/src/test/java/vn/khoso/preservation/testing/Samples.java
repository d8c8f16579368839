package vn.khoso.preservation.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** Invented material for tests: nobody of these lives. The same seed gives the same material. */
public final class Samples {

    public static final Agent ARCHIVE = new Agent("software:khoso/test", Agent.Type.SOFTWARE, "Kho Số");
    public static final AgencyCode AGENCY = new AgencyCode("H99.12");

    private final Random random;

    public Samples(long seed) {
        this.random = new Random(seed);
    }

    public UUID uuid() {
        return new UUID(
                (random.nextLong() & ~0xf000L) | 0x7000L,
                (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    public AipId aip() {
        return new AipId(uuid());
    }

    public Event event(EventType type, Instant at, String... objects) {
        return new Event(
                uuid(), type, at, EventOutcome.SUCCESS, ARCHIVE, List.of(objects), "Something happened.", Map.of());
    }

    /** A public, permanent paper of the number {@code n}, with one file {@code data/n.pdf}. */
    public static AdministrativeResult result(int n) {
        return result(n, AccessMode.PUBLIC, AGENCY);
    }

    public static AdministrativeResult result(int n, AccessMode mode, AgencyCode custodian) {
        return new AdministrativeResult(
                "MCDT",
                "SO-" + n,
                "KQ.G15.000031",
                "Giấy chứng nhận số " + n,
                Optional.of(n + "/GCN-UBND"),
                "Cấp giấy chứng nhận cho người xin cấp",
                new PartialDate("2024-03-01"),
                "Ủy ban nhân dân xã Bình An",
                AGENCY,
                custodian,
                Optional.of(new AdministrativeResult.Signer("Lê Văn Mẫu", Optional.of("Chủ tịch"), Optional.of("TM."))),
                new Owner(
                        Owner.OwnerType.CITIZEN,
                        Optional.of(new OwnerId(OwnerId.Type.PERSONAL, "001099%06d".formatted(n))),
                        "Nguyễn Thị Ví Dụ",
                        Optional.of(1990),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                new Validity(
                        Optional.of(new PartialDate("2024-03-01")),
                        Validity.End.PERMANENT,
                        Optional.empty(),
                        "toàn quốc",
                        Validity.Status.VALID),
                closed(LocalDate.of(2024, 3, 5)),
                new AdministrativeResult.ArchivalPlacement("PHONG-01", "HS-" + n, 1, "32", Optional.empty()),
                mode,
                Optional.empty(),
                List.of("vie"),
                "01",
                1,
                false,
                List.of(new PackagePath("data/" + n + ".pdf")),
                Map.of("soDangKy", Integer.toString(n)));
    }

    public static ProcedureCase closed(LocalDate day) {
        return new ProcedureCase(
                Optional.of("1.000110"),
                Optional.of("Cấp giấy chứng nhận"),
                Optional.of("G15"),
                Optional.of("H99.12-240301-0001"),
                false,
                Optional.of(day.minusDays(4)),
                Optional.of(day));
    }

    public static FileObject file(AdministrativeResult result) {
        byte[] bytes = result.sourceRecordId().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new FileObject(
                result.files().getFirst().within("sip"),
                bytes.length,
                fixity(DigestAlgorithm.SHA_256, bytes),
                fixity(DigestAlgorithm.SHA_512, bytes),
                new FormatDesignation(
                        Optional.of("fmt/18"), "application/pdf", Optional.of("Acrobat PDF 1.4"), Optional.of("1.4")));
    }

    private static Fixity fixity(DigestAlgorithm algorithm, byte[] bytes) {
        return vn.khoso.schemas.oais.Digests.fixity(algorithm, bytes);
    }

    public static RetentionDecision undecided() {
        return new RetentionDecision(
                Optional.empty(),
                new RetentionPeriod.Unclassified(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new RetentionDecision.Step("chưa phân loại", "unclassified")));
    }

    /** A catalogue row as an ingest at this time would make it. */
    public PackageEntry packageOf(AipId aip, int records, Instant at) {
        return new PackageEntry(
                aip,
                1,
                new SipId(uuid()),
                AGENCY,
                fixity(DigestAlgorithm.SHA_512, aip.uuid().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                records + 5,
                1000L * records,
                records,
                at.truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                undecided());
    }

    public static List<RecordEntry> recordsOf(AipId aip, List<AdministrativeResult> results) {
        List<RecordEntry> records = new ArrayList<>();
        for (int ordinal = 0; ordinal < results.size(); ordinal++) {
            AdministrativeResult result = results.get(ordinal);
            records.add(new RecordEntry(
                    IdentifierMint.record(aip, ordinal),
                    aip,
                    ordinal,
                    result,
                    List.of(file(result)),
                    undecided(),
                    0,
                    Instant.EPOCH,
                    true));
        }
        return records;
    }
}
