package vn.khoso.ingest.demo;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.ArchivalPlacement;
import vn.khoso.schemas.tthc.AdministrativeResult.Signer;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** Makes results as a one-stop shop would describe them, from 1996 to the autumn of 2026. */
final class DemoResults {

    private static final LocalDate FIRST = LocalDate.of(1996, 1, 4);
    private static final LocalDate LAST = LocalDate.of(2026, 10, 30);
    /** Since this day results are made electronically when they are issued. */
    private static final LocalDate BORN_DIGITAL = LocalDate.of(2022, 7, 1);

    private static final DateTimeFormatter CASE_DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

    private final List<DemoProcedure> procedures = DemoProcedure.all();

    /** The result at this place of this deposit; the same place gives the same result. */
    AdministrativeResult result(RandomGenerator random, long seed, int sip, int ordinal) {
        DemoProcedure procedure = procedures.get(random.nextInt(procedures.size()));
        DemoPeople people = new DemoPeople(random);
        LocalDate issued = FIRST.plusDays(random.nextLong(LAST.toEpochDay() - FIRST.toEpochDay()));
        boolean legacy = issued.getYear() < 2016 && random.nextInt(3) == 0;
        Owner owner = procedure.owner() == DemoProcedure.OwnerKind.ORGANISATION
                ? people.organisation()
                : people.person(issued.getYear());
        List<Owner> coOwners = procedure.owner() == DemoProcedure.OwnerKind.COUPLE
                ? List.of(people.person(issued.getYear()))
                : List.of();
        int serial = sip * 100 + ordinal + 1;
        boolean digital = !issued.isBefore(BORN_DIGITAL);
        PartialDate date = legacy ? new PartialDate(Integer.toString(issued.getYear())) : PartialDate.of(issued);
        return new AdministrativeResult(
                "HTTTGQTTHC.H56",
                String.format(Locale.ROOT, "DEMO-%d-%05d-%03d", seed, sip, ordinal + 1),
                legacy && random.nextInt(4) == 0 ? AdministrativeResult.UNMAPPED : procedure.resultCode(),
                procedure.resultName(),
                Optional.of(serial + "/"
                        + (procedure.resultName().startsWith("Quyết định") ? "QĐ-UBND" : issued.getYear())),
                procedure.resultName() + " cấp cho " + owner.name(),
                date,
                procedure.agencyName(),
                procedure.agency(),
                procedure.agency(),
                Optional.of(new Signer(people.name(), Optional.of("Chủ tịch"), Optional.of("TM."))),
                owner,
                coOwners,
                validity(random, procedure, issued, date),
                legacy ? ProcedureCase.UNKNOWN : dossier(procedure, issued, serial),
                placement(procedure.agency(), issued.getYear(), serial, ordinal, digital),
                procedure.access(),
                procedure.retentionCode(),
                List.of("01"),
                digital ? "01" : "02",
                1,
                legacy,
                List.of(new PackagePath(path(random, ordinal))),
                Map.of(
                        "soDangKy",
                        Integer.toString(serial),
                        "quyenSo",
                        String.format(Locale.ROOT, "%02d/%d", 1 + serial % 12, issued.getYear())));
    }

    private static Validity validity(
            RandomGenerator random, DemoProcedure procedure, LocalDate issued, PartialDate from) {
        Validity.Status status = switch (random.nextInt(30)) {
            case 0 -> Validity.Status.REVOKED;
            case 1 -> Validity.Status.REPLACED;
            case 2 -> Validity.Status.SUSPENDED;
            default -> Validity.Status.VALID;
        };
        return procedure.validityYears().isPresent()
                ? new Validity(
                        Optional.of(from),
                        Validity.End.DATE,
                        Optional.of(PartialDate.of(
                                issued.plusYears(procedure.validityYears().getAsInt()))),
                        "toàn quốc",
                        status)
                : new Validity(Optional.of(from), Validity.End.PERMANENT, Optional.empty(), "toàn quốc", status);
    }

    private static ProcedureCase dossier(DemoProcedure procedure, LocalDate issued, int serial) {
        LocalDate received = issued.minusDays(1 + serial % 15);
        return new ProcedureCase(
                Optional.of(procedure.code()),
                Optional.of(procedure.name()),
                Optional.empty(),
                Optional.of(String.format(
                        Locale.ROOT, "%s-%s-%04d", procedure.agency(), CASE_DAY.format(received), serial)),
                issued.getYear() < 2018,
                Optional.of(received),
                Optional.of(issued.plusDays(serial % 4)));
    }

    private static ArchivalPlacement placement(AgencyCode agency, int year, int serial, int ordinal, boolean digital) {
        return new ArchivalPlacement(
                agency.value(),
                agency + "." + year + "." + serial / 100,
                ordinal + 1,
                "32",
                digital
                        ? Optional.empty()
                        : Optional.of(agency + ".K01.G" + serial % 40 + ".H" + serial % 7 + "." + serial));
    }

    /** Names of files as offices give them: some with marks, a few in Unicode form NFD as one maker's computers write them. */
    private static String path(RandomGenerator random, int ordinal) {
        String name = switch (random.nextInt(6)) {
            case 0 -> "kết-quả";
            case 1 -> java.text.Normalizer.normalize("giấy-tờ", java.text.Normalizer.Form.NFD);
            default -> "kq";
        };
        return String.format(Locale.ROOT, "data/%s-%04d.pdf", name, ordinal + 1);
    }
}
