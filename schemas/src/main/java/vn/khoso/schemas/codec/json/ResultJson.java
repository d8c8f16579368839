package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** One result of a procedure as JSON, with the field names of the metadata set (schema {@code tthc-1}). */
public final class ResultJson {

    private ResultJson() {}

    public static ObjectNode write(AdministrativeResult result) {
        ObjectNode json = StrictJson.object();
        json.put("sourceSystem", result.sourceSystem());
        json.put("sourceRecordId", result.sourceRecordId());
        json.put("documentTypeCode", result.documentTypeCode());
        json.put("documentName", result.documentName());
        result.referenceNumber().ifPresent(number -> json.put("referenceNumber", number));
        json.put("abstract", result.summary());
        json.put("issuedDate", result.issuedDate().text());
        json.put("issuingAgencyName", result.issuingAgencyName());
        json.put("issuingAgencyCode", result.issuingAgency().value());
        json.put("custodianAgencyCode", result.custodianAgency().value());
        result.signer().ifPresent(signer -> {
            json.put("signerName", signer.name());
            signer.title().ifPresent(title -> json.put("signerTitle", title));
            signer.authority().ifPresent(authority -> json.put("signingAuthority", authority));
        });
        putOwner(json, result.owner());
        if (!result.coOwners().isEmpty()) {
            json.set("coOwners", Fields.list(result.coOwners(), owner -> putOwner(StrictJson.object(), owner)));
        }
        putValidity(json, result.validity());
        putCase(json, result.procedureCase());
        AdministrativeResult.ArchivalPlacement placement = result.placement();
        json.put("fondsCode", placement.fondsCode());
        json.put("fileCode", placement.fileCode());
        json.put("docOrdinal", placement.docOrdinal());
        json.put("typeName", placement.typeName());
        placement.paperFileCode().ifPresent(code -> json.put("paperFileCode", code));
        json.put("accessMode", result.accessMode().code());
        result.retentionCode().ifPresent(code -> json.put("retentionCode", code));
        json.set("language", Fields.texts(result.language()));
        json.put("confidenceLevel", result.confidenceLevel());
        json.put("numberOfPage", result.pageCount());
        json.put("legacy", result.legacy());
        json.set(
                "files",
                Fields.texts(result.files().stream().map(PackagePath::value).toList()));
        if (!result.data().isEmpty()) {
            json.set("data", Fields.map(result.data()));
        }
        return json;
    }

    /**
     * Reads a record that this archive wrote; what a depositor sent is read by {@link ResultReader}.
     *
     * @throws IllegalArgumentException when no result can be made of it
     */
    public static AdministrativeResult read(JsonNode json) {
        List<Finding> findings = new ArrayList<>();
        return RecordReading.of(json, "", findings)
                .orElseThrow(() -> new IllegalArgumentException("not a record of this archive: " + findings));
    }

    private static ObjectNode putOwner(ObjectNode json, Owner owner) {
        json.put("ownerType", owner.type().name());
        owner.id().ifPresent(id -> {
            json.put("ownerId", id.value());
            json.put("ownerIdType", id.type().name());
        });
        if (!owner.name().isEmpty()) {
            json.put("ownerName", owner.name());
        }
        owner.birthYear().ifPresent(year -> json.put("ownerBirthYear", year));
        owner.idIssuedDate().ifPresent(date -> json.put("ownerIdIssuedDate", date.text()));
        owner.idIssuer().ifPresent(issuer -> json.put("ownerIdIssuer", issuer));
        return json;
    }

    private static void putValidity(ObjectNode json, Validity validity) {
        validity.from().ifPresent(from -> json.put("validFrom", from.text()));
        json.put(
                "validTo",
                validity.to().map(Object::toString).orElse(validity.end().name()));
        json.put("validityScope", validity.scope());
        json.put("validityStatus", validity.status().name());
    }

    private static void putCase(ObjectNode json, ProcedureCase dossier) {
        dossier.procedureCode().ifPresent(code -> json.put("procedureCode", code));
        dossier.procedureName().ifPresent(name -> json.put("procedureName", name));
        dossier.fieldCode().ifPresent(code -> json.put("fieldCode", code));
        dossier.caseCode().ifPresent(code -> json.put("caseCode", code));
        if (dossier.legacyCode()) {
            json.put("legacyCode", true);
        }
        dossier.receivedDate().ifPresent(day -> json.put("receivedDate", day.toString()));
        dossier.completedDate().ifPresent(day -> json.put("completedDate", day.toString()));
    }
}
