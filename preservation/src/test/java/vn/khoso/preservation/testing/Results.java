package vn.khoso.preservation.testing;

import java.time.LocalDate;
import java.util.Optional;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** An invented result with some of its fields set by a test. */
public final class Results {

    private final AdministrativeResult from;
    private String documentTypeCode;
    private PartialDate issuedDate;
    private Validity validity;
    private Optional<LocalDate> completedDate;
    private Optional<String> retentionCode;
    private boolean legacy;

    private Results(AdministrativeResult from) {
        this.from = from;
        this.documentTypeCode = from.documentTypeCode();
        this.issuedDate = from.issuedDate();
        this.validity = from.validity();
        this.completedDate = from.procedureCase().completedDate();
        this.retentionCode = from.retentionCode();
        this.legacy = from.legacy();
    }

    public static Results any() {
        return of(Samples.result(1));
    }

    public static Results of(AdministrativeResult result) {
        return new Results(result);
    }

    public Results documentTypeCode(String value) {
        documentTypeCode = value;
        return this;
    }

    public Results issuedDate(PartialDate value) {
        issuedDate = value;
        return this;
    }

    public Results validity(Validity value) {
        validity = value;
        return this;
    }

    public Results completedDate(Optional<LocalDate> value) {
        completedDate = value;
        return this;
    }

    public Results retentionCode(Optional<String> value) {
        retentionCode = value;
        return this;
    }

    public Results legacy(boolean value) {
        legacy = value;
        return this;
    }

    public AdministrativeResult build() {
        ProcedureCase before = from.procedureCase();
        ProcedureCase procedureCase = new ProcedureCase(
                before.procedureCode(),
                before.procedureName(),
                before.fieldCode(),
                before.caseCode(),
                before.legacyCode(),
                before.receivedDate(),
                completedDate);
        return new AdministrativeResult(
                from.sourceSystem(),
                from.sourceRecordId(),
                documentTypeCode,
                from.documentName(),
                from.referenceNumber(),
                from.summary(),
                issuedDate,
                from.issuingAgencyName(),
                from.issuingAgency(),
                from.custodianAgency(),
                from.signer(),
                from.owner(),
                from.coOwners(),
                validity,
                procedureCase,
                from.placement(),
                from.accessMode(),
                retentionCode,
                from.language(),
                from.confidenceLevel(),
                from.pageCount(),
                legacy,
                from.files(),
                from.data());
    }
}
