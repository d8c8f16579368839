package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.khoso.schemas.codec.json.ResultReader.Violation;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.AdministrativeResult.ArchivalPlacement;
import vn.khoso.schemas.tthc.AdministrativeResult.Signer;
import vn.khoso.schemas.tthc.Codes;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** Reading of one record of {@code metadata/tthc.json}, in the order in which the metadata set lists its fields. */
final class RecordReading {

    // spotless:off
    /** Fields that {@link AdministrativeResult} holds. */
    static final Set<String> HELD = Set.of(
            "sourceSystem", "sourceRecordId", "documentTypeCode", "documentName", "referenceNumber", "abstract", "issuedDate",
            "issuingAgencyName", "issuingAgencyCode", "custodianAgencyCode", "signerName", "signerTitle", "signingAuthority",
            "ownerType", "ownerId", "ownerIdType", "ownerName", "ownerBirthYear", "ownerIdIssuedDate", "ownerIdIssuer",
            "coOwners", "validFrom", "validTo", "validityScope", "validityStatus", "procedureCode", "procedureName",
            "fieldCode", "caseCode", "legacyCode", "receivedDate", "completedDate", "fondsCode", "fileCode", "docOrdinal",
            "typeName", "paperFileCode", "accessMode", "retentionCode", "language", "confidenceLevel", "numberOfPage",
            "legacy", "files", "data");

    /** Fields of the metadata set that stay in the bag as they came: the archive keeps them and does not act on them. */
    static final Set<String> KEPT_AS_SENT = Set.of(
            "documentNumber", "statusDate", "statusBasis", "replacedBy", "procedureVersion", "principalId", "agentId",
            "components", "opinions", "arcFileCode", "docCode", "keyword", "paperLocation", "paperCondition",
            "numberOfPaper", "accessReason", "accessReviewDate", "maintenance", "retentionYears", "retentionBasis",
            "personalDataClass", "digitisation", "conversion", "qa", "signatures", "riskRecovery", "riskRecoveryStatus",
            "process", "planId", "phaseId", "heldElsewhere", "description");
    // spotless:on

    private static final Pattern SECRECY_STAMP = Pattern.compile(
            "(?:^|[\\[(])\\s*mật\\s*(?:[\\])]|$)|độ mật\\s*:\\s*\\S|(?<!\\p{L})(?:tuyệt|tối) mật(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern RETENTION_CODE = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,39}");
    private static final int MAX_DATA = 300;

    private final RecordFields fields;
    private final List<Finding> findings;
    private final boolean legacy;

    private RecordReading(RecordFields fields) {
        this.fields = fields;
        this.findings = fields.findings();
        this.legacy = fields.flag("legacy");
    }

    /** The result if it can be made; everything that is wrong is added to {@code findings} either way. */
    static Optional<AdministrativeResult> of(JsonNode node, String pointer, List<Finding> findings) {
        if (!node.isObject()) {
            findings.add(ResultReader.violated(pointer, Violation.WRONG_TYPE, "object"));
            return Optional.empty();
        }
        return new RecordReading(new RecordFields(node, pointer, findings)).result();
    }

    private Optional<AdministrativeResult> result() {
        Optional<String> system = fields.required("sourceSystem", 100);
        Optional<String> sourceId = fields.required("sourceRecordId", 200);
        Optional<String> type = documentType();
        Optional<String> name = fields.required("documentName", 500);
        Optional<String> number = fields.text("referenceNumber", 41);
        Optional<String> summary = fields.required("abstract", 500);
        Optional<PartialDate> issued = dateRequired("issuedDate");
        Optional<String> agencyName = fields.required("issuingAgencyName", 200);
        Optional<AgencyCode> issuer = agency("issuingAgencyCode");
        Optional<AgencyCode> custodian = agency("custodianAgencyCode");
        Optional<Signer> signer = signer();
        Optional<Owner> owner = new OwnerReading(fields, legacy).owner();
        List<Owner> coOwners = coOwners();
        Optional<Validity> validity = validity();
        ProcedureCase dossier = dossier(issued);
        Optional<ArchivalPlacement> placement = placement();
        Optional<AccessMode> access = access();
        Optional<String> retention =
                coded("retentionCode", 40, code -> RETENTION_CODE.matcher(code).matches(), "VN-LAND-01");
        List<String> language = language();
        Optional<String> confidence = confidence();
        Optional<Integer> pages =
                fields.integer("numberOfPage", 1, 100_000).or(() -> fields.missing("numberOfPage", "integer"));
        List<PackagePath> files = files();
        Map<String, String> data = data();
        unknownFields();
        secrecy(name, summary, number);

        boolean all = Stream.of(
                        system,
                        sourceId,
                        type,
                        name,
                        summary,
                        issued,
                        agencyName,
                        issuer,
                        custodian,
                        owner,
                        validity,
                        placement,
                        access,
                        confidence,
                        pages)
                .allMatch(Optional::isPresent);
        if (!all || language.isEmpty() || files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AdministrativeResult(
                system.orElseThrow(),
                sourceId.orElseThrow(),
                type.orElseThrow(),
                name.orElseThrow(),
                number,
                summary.orElseThrow(),
                issued.orElseThrow(),
                agencyName.orElseThrow(),
                issuer.orElseThrow(),
                custodian.orElseThrow(),
                signer,
                owner.orElseThrow(),
                coOwners,
                validity.orElseThrow(),
                dossier,
                placement.orElseThrow(),
                access.orElseThrow(),
                retention,
                language,
                confidence.orElseThrow(),
                pages.orElseThrow(),
                legacy,
                files,
                data));
    }

    private Optional<String> documentType() {
        Optional<String> type = fields.required("documentTypeCode", 60);
        type.ifPresent(code -> {
            if (code.equals(AdministrativeResult.UNMAPPED)) {
                if (!legacy) {
                    codeFinding(FindingCode.METADATA_CODE_UNKNOWN, "documentTypeCode", code, "KQ.G15.000031");
                }
            } else if (!Codes.result(code)) {
                codeFinding(FindingCode.METADATA_CODE_FORM, "documentTypeCode", code, "KQ.G15.000031");
            }
        });
        return type;
    }

    private Optional<PartialDate> dateRequired(String name) {
        return fields.date(name, legacy, false).or(() -> fields.missing(name, "YYYY-MM-DD"));
    }

    private Optional<AgencyCode> agency(String name) {
        Optional<String> code = fields.required(name, 35);
        try {
            return code.map(AgencyCode::new);
        } catch (IllegalArgumentException wrongForm) {
            codeFinding(FindingCode.METADATA_CODE_FORM, name, code.orElse(""), "H56.22.17");
            return Optional.empty();
        }
    }

    private Optional<Signer> signer() {
        Optional<String> title = fields.text("signerTitle", 200);
        Optional<String> authority = fields.text("signingAuthority", 20);
        return fields.text("signerName", 200).map(name -> new Signer(name, title, authority));
    }

    private List<Owner> coOwners() {
        if (!fields.has("coOwners")) {
            return List.of();
        }
        JsonNode list = fields.node().path("coOwners");
        if (!list.isArray() || list.size() > 200) {
            fields.violated("coOwners", Violation.WRONG_TYPE, "array, 0 - 200");
            return List.of();
        }
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isObject()) {
                RecordFields owner = new RecordFields(list.get(i), fields.at("coOwners/" + i), findings);
                new OwnerReading(owner, legacy).owner().ifPresent(owners::add);
            } else {
                fields.violated("coOwners/" + i, Violation.WRONG_TYPE, "object");
            }
        }
        return owners;
    }

    private Optional<Validity> validity() {
        Optional<PartialDate> from = fields.date("validFrom", legacy, false);
        String scope = fields.text("validityScope", 300).orElse("toàn quốc");
        Optional<Validity.Status> status = fields.choice("validityStatus", Validity.Status.class)
                .or(() -> fields.missing("validityStatus", "VALID"));
        Optional<String> to = fields.required("validTo", 40);
        Optional<Validity.End> end = to.map(text -> switch (text) {
            case "PERMANENT" -> Validity.End.PERMANENT;
            case "EVENT" -> Validity.End.EVENT;
            default -> Validity.End.DATE;
        });
        Optional<PartialDate> last =
                end.filter(Validity.End.DATE::equals).flatMap(date -> fields.date("validTo", legacy, false));
        if (status.isEmpty() || end.isEmpty() || (end.get() == Validity.End.DATE && last.isEmpty())) {
            return Optional.empty();
        }
        order("validFrom", from, "validTo", last);
        return Optional.of(new Validity(from, end.get(), last, scope, status.get()));
    }

    private ProcedureCase dossier(Optional<PartialDate> issued) {
        Optional<String> procedure = coded("procedureCode", 60, Codes::procedure, "1.000110");
        Optional<String> field = coded("fieldCode", 20, Codes::field, "G03-GD10");
        Optional<String> dossier = fields.text("caseCode", 100);
        dossier.filter(code -> !Codes.caseCode(code))
                .ifPresent(code ->
                        codeFinding(FindingCode.METADATA_CODE_UNKNOWN, "caseCode", code, "000.17.22.H56-210531-0001"));
        ProcedureCase result = new ProcedureCase(
                procedure,
                fields.text("procedureName", 1000),
                field,
                dossier,
                fields.flag("legacyCode"),
                fields.day("receivedDate"),
                fields.day("completedDate"));
        Optional<PartialDate> completed = result.completedDate().map(PartialDate::of);
        order("receivedDate", result.receivedDate().map(PartialDate::of), "completedDate", completed);
        order("issuedDate", issued, "completedDate", completed);
        return result;
    }

    private Optional<ArchivalPlacement> placement() {
        Optional<String> fonds = fields.required("fondsCode", 50);
        Optional<String> file = fields.required("fileCode", 100);
        Optional<Integer> ordinal =
                fields.integer("docOrdinal", 1, 9_999_999).or(() -> fields.missing("docOrdinal", "integer"));
        Optional<String> typeName =
                coded("typeName", 10, Codes::typeName, "01 - 32").or(() -> fields.missing("typeName", "01 - 32"));
        Optional<String> paper = fields.text("paperFileCode", 100);
        if (paper.isEmpty() && fields.node().path("confidenceLevel").asText("").equals("02")) {
            fields.missing("paperFileCode", "string");
        }
        return fonds.isEmpty() || file.isEmpty() || ordinal.isEmpty() || typeName.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchivalPlacement(fonds.get(), file.get(), ordinal.get(), typeName.get(), paper));
    }

    private Optional<AccessMode> access() {
        Optional<String> code = fields.required("accessMode", 10);
        Optional<AccessMode> mode = code.flatMap(text -> Stream.of(AccessMode.values())
                .filter(one -> one.code().equals(text))
                .findFirst());
        if (code.isPresent() && mode.isEmpty()) {
            fields.violated("accessMode", Violation.NOT_ALLOWED, "01, 02");
        }
        if (mode.equals(Optional.of(AccessMode.SECRET))) {
            fields.found(FindingCode.METADATA_SECRET, "accessMode");
        }
        return mode;
    }

    private List<String> language() {
        List<String> codes = fields.texts("language", 11, 10);
        codes.stream()
                .filter(code -> !Codes.language(code))
                .forEach(code ->
                        codeFinding(FindingCode.METADATA_CODE_FORM, "language", ResultReader.escaped(code), "01 - 11"));
        return codes;
    }

    private Optional<String> confidence() {
        return coded("confidenceLevel", 10, Codes::confidenceLevel, "01, 02, 03")
                .or(() -> fields.missing("confidenceLevel", "01, 02, 03"));
    }

    private List<PackagePath> files() {
        List<PackagePath> paths = new ArrayList<>();
        List<String> names = fields.texts("files", 10_000, 4_096);
        for (String name : names) {
            try {
                PackagePath path = new PackagePath(name);
                if (name.startsWith("data/") && !paths.contains(path)) {
                    paths.add(path);
                } else {
                    fields.violated("files", Violation.NOT_ALLOWED, "data/...");
                }
            } catch (IllegalArgumentException notAPath) {
                fields.violated("files", Violation.NOT_ALLOWED, "data/...");
            }
        }
        return paths;
    }

    private Map<String, String> data() {
        JsonNode sent = fields.node().path("data");
        Map<String, String> data = new TreeMap<>();
        if (!fields.has("data")) {
            return data;
        }
        if (!sent.isObject() || sent.size() > MAX_DATA) {
            fields.violated("data", Violation.WRONG_TYPE, "object, 0 - " + MAX_DATA);
            return data;
        }
        sent.properties().forEach(field -> {
            String step = "data/" + ResultReader.escaped(field.getKey());
            Optional<String> value = plain(field.getValue()).filter(text -> text.length() <= 20_000);
            if (value.isEmpty() || RecordFields.unsafe(value.get()) || RecordFields.unsafe(field.getKey())) {
                fields.violated(step, Violation.UNSAFE_TEXT, "Unicode, 0 - 20000");
            } else {
                data.put(field.getKey(), value.get());
            }
        });
        return data;
    }

    /** Text as it is, anything else as its canonical JSON; empty when it has none. */
    private static Optional<String> plain(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(Normalizer.normalize(value.textValue(), Normalizer.Form.NFC));
        }
        try {
            return Optional.of(CanonicalJson.text(value));
        } catch (IllegalArgumentException tooWide) {
            return Optional.empty();
        }
    }

    private void unknownFields() {
        fields.node().fieldNames().forEachRemaining(name -> {
            if (!HELD.contains(name) && !KEPT_AS_SENT.contains(name)) {
                fields.violated(ResultReader.escaped(name), Violation.UNKNOWN_FIELD, "tthc-1");
            }
        });
    }

    private void secrecy(Optional<String> name, Optional<String> summary, Optional<String> number) {
        Map<String, Optional<String>> stamped =
                Map.of("documentName", name, "abstract", summary, "referenceNumber", number);
        new TreeMap<>(stamped)
                .forEach((field, text) -> text.filter(
                                words -> SECRECY_STAMP.matcher(words).find())
                        .ifPresent(words -> fields.found(FindingCode.METADATA_SECRET, field)));
    }

    private Optional<String> coded(String name, int max, Predicate<String> form, String example) {
        Optional<String> code = fields.text(name, max);
        code.filter(form.negate())
                .ifPresent(wrong -> codeFinding(FindingCode.METADATA_CODE_FORM, name, wrong, example));
        return code;
    }

    private void codeFinding(FindingCode code, String name, String found, String expected) {
        findings.add(Finding.of(code, fields.at(name)).with("found", found).with("expected", expected));
    }

    /** The first must not be wholly after the second; a partial date is given the benefit of the doubt. */
    private void order(String earlier, Optional<PartialDate> first, String later, Optional<PartialDate> second) {
        if (first.isPresent()
                && second.isPresent()
                && first.get().earliest().isAfter(second.get().latest())) {
            findings.add(Finding.of(FindingCode.METADATA_DATE_ORDER, fields.at(earlier))
                    .with("found", first.get().text())
                    .with("other", later)
                    .with("expected", second.get().text()));
        }
    }
}
