package vn.khoso.access.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** Invented records. Each call of a {@code with} changes one thing; {@link #entry} makes the row. */
public final class Records {

    public static final AgencyCode HA_TINH = new AgencyCode("H56.22.17");
    public static final AgencyCode OTHER_AGENCY = new AgencyCode("H56.22.18");
    public static final OwnerId OWNER = new OwnerId(OwnerId.Type.PERSONAL, "001099000001");
    public static final OwnerId STRANGER = new OwnerId(OwnerId.Type.PERSONAL, "001099000002");
    public static final Instant CHANGED = Instant.parse("2026-11-20T02:00:00Z");

    private String name = "Giấy chứng nhận quyền sử dụng đất";
    private String summary = "Cấp giấy chứng nhận quyền sử dụng đất tại thôn Đông";
    private Optional<String> number = Optional.of("766/QĐ-UBND");
    private String type = "KQ.G15.000031";
    private AgencyCode agency = HA_TINH;
    private String agencyName = "Ủy ban nhân dân xã Thạch Hà";
    private AccessMode mode = AccessMode.PUBLIC;
    private Owner owner = person(OWNER, "Nguyễn Văn Mẫu");
    private List<Owner> coOwners = List.of();
    private Validity validity = new Validity(
            Optional.empty(), Validity.End.PERMANENT, Optional.empty(), "toàn quốc", Validity.Status.VALID);
    private PartialDate issued = new PartialDate("2021-05-31");
    private Map<String, String> data = Map.of("soThua", "125", "toBanDo", "12");
    private RetentionPeriod period = new RetentionPeriod.Permanent();
    private boolean visible = true;
    private List<byte[]> contents = List.of("nội dung".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    public static Records record() {
        return new Records();
    }

    public static Owner person(OwnerId id, String name) {
        return new Owner(
                Owner.OwnerType.CITIZEN, Optional.of(id), name, Optional.of(1999), Optional.empty(), Optional.empty());
    }

    public Records named(String name, String summary) {
        this.name = name;
        this.summary = summary;
        return this;
    }

    public Records numbered(String number) {
        this.number = Optional.of(number);
        return this;
    }

    public Records typed(String type) {
        this.type = type;
        return this;
    }

    public Records of(AgencyCode agency, String agencyName) {
        this.agency = agency;
        this.agencyName = agencyName;
        return this;
    }

    public Records mode(AccessMode mode) {
        this.mode = mode;
        return this;
    }

    public Records owned(Owner owner) {
        this.owner = owner;
        return this;
    }

    public Records coOwned(Owner... owners) {
        this.coOwners = List.of(owners);
        return this;
    }

    public Records status(Validity.Status status) {
        this.validity = new Validity(Optional.empty(), Validity.End.PERMANENT, Optional.empty(), "toàn quốc", status);
        return this;
    }

    public Records validTo(String day) {
        this.validity = new Validity(
                Optional.empty(),
                Validity.End.DATE,
                Optional.of(new PartialDate(day)),
                "toàn quốc",
                Validity.Status.VALID);
        return this;
    }

    public Records issued(String date) {
        this.issued = new PartialDate(date);
        return this;
    }

    public Records data(Map<String, String> data) {
        this.data = data;
        return this;
    }

    public Records kept(RetentionPeriod period) {
        this.period = period;
        return this;
    }

    public Records gone() {
        this.visible = false;
        return this;
    }

    public Records holding(byte[]... files) {
        this.contents = List.of(files);
        return this;
    }

    public AdministrativeResult result() {
        List<PackagePath> files = new ArrayList<>();
        for (int n = 0; n < contents.size(); n++) {
            files.add(new PackagePath("data/tệp-" + n + ".pdf"));
        }
        return new AdministrativeResult(
                "HT-DEMO",
                "R-1",
                type,
                name,
                number,
                summary,
                issued,
                agencyName,
                agency,
                agency,
                Optional.of(
                        new AdministrativeResult.Signer("Trần Thị Ký", Optional.of("Chủ tịch"), Optional.of("TM."))),
                owner,
                coOwners,
                validity,
                new ProcedureCase(
                        Optional.of("1.000110"),
                        Optional.of("Thủ tục mẫu"),
                        Optional.of("G15"),
                        Optional.of("000.17.22.H56-210531-0001"),
                        false,
                        Optional.empty(),
                        Optional.of(LocalDate.of(2021, 5, 31))),
                new AdministrativeResult.ArchivalPlacement("H56", "H56-2021-01", 1, "32", Optional.empty()),
                mode,
                Optional.empty(),
                List.of("01"),
                "01",
                1,
                false,
                files,
                data);
    }

    /** The row of the {@code n}-th package; one record a package. */
    public RecordEntry entry(int n) {
        return entry(n, n, CHANGED.plusSeconds(n));
    }

    public RecordEntry entry(int n, long sequence, Instant changedAt) {
        AipId aip = new AipId(new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0000L + n));
        List<FileObject> files = new ArrayList<>();
        for (int at = 0; at < contents.size(); at++) {
            files.add(new FileObject(
                    new PackagePath("sip/data/tệp-" + at + ".pdf"),
                    contents.get(at).length,
                    Digests.fixity(DigestAlgorithm.SHA_256, contents.get(at)),
                    Digests.fixity(DigestAlgorithm.SHA_512, contents.get(at)),
                    new FormatDesignation(
                            Optional.of("fmt/95"), "application/pdf", Optional.of("PDF/A"), Optional.of("1a"))));
        }
        RetentionDecision retention = new RetentionDecision(
                Optional.empty(), period, Optional.empty(), Optional.empty(), Optional.of(2021), List.of());
        return new RecordEntry(
                IdentifierMint.record(aip, 0), aip, 0, result(), files, retention, sequence, changedAt, visible);
    }
}
