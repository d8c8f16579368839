package vn.khoso.schemas.tthc;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The dossier in which the result was made (hồ sơ TTHC).
 *
 * @param procedureCode mã TTHC, for example {@code 1.000110}
 * @param caseCode mã hồ sơ TTHC, for example {@code 000.17.22.H56-210531-0001}
 * @param completedDate ngày kết thúc; its year is the base of retention
 */
public record ProcedureCase(
        Optional<String> procedureCode,
        Optional<String> procedureName,
        Optional<String> fieldCode,
        Optional<String> caseCode,
        boolean legacyCode,
        Optional<LocalDate> receivedDate,
        Optional<LocalDate> completedDate) {

    public static final ProcedureCase UNKNOWN = new ProcedureCase(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
}
