package vn.khoso.schemas.codec.rdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.khoso.schemas.codec.rdf.RdfStatement.Term;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.schemas.tthc.ProcedureCase;
import vn.khoso.schemas.tthc.Validity;

/** Turns records into statements. Two views: what everybody may know, and everything, for checking only. */
public final class RecordGraph {

    private final String base;

    /** @param base absolute http(s) address that ends in {@code /}; a record is {@code <base>record/<uuid>} */
    public RecordGraph(String base) {
        if (!base.matches("https?://[^\\s<>\"{}|\\\\^`]+/")) {
            throw new IllegalArgumentException("not a base address: " + base);
        }
        this.base = base;
    }

    public String iri(RecordId id) {
        return base + "record/" + id.uuid();
    }

    /**
     * What may be published of a record whose access mode is public: nothing of the owners, no abstract, no case code, no
     * extracted data, no name of a signer.
     */
    public List<RdfStatement> publicTriples(RecordId id, AdministrativeResult result) {
        Statements about = new Statements(iri(id));
        publicFields(about, result);
        about.text("archiveId", id.toString());
        about.add(Vocabulary.DCTERMS + "title", literal(result.documentName(), "string"));
        about.add(Vocabulary.DCTERMS + "issued", date(result.issuedDate()));
        about.add(Vocabulary.DCTERMS + "publisher", new Term.Iri(base + "agency/" + result.issuingAgency()));
        return about.all;
    }

    /** Everything that the shapes judge, owners too. Never to be published or kept. */
    static List<RdfStatement> checkedTriples(String iri, AdministrativeResult result) {
        Statements about = new Statements(iri);
        publicFields(about, result);
        about.text("sourceSystem", result.sourceSystem());
        about.text("sourceRecordId", result.sourceRecordId());
        about.text("abstract", result.summary());
        about.text("fileCode", result.placement().fileCode());
        result.procedureCase().caseCode().ifPresent(code -> about.text("caseCode", code));
        result.placement().paperFileCode().ifPresent(code -> about.text("paperFileCode", code));
        result.files().forEach(file -> about.text("files", file.value()));
        List<RdfStatement> all = new ArrayList<>(about.all);
        List<Owner> owners = new ArrayList<>(List.of(result.owner()));
        owners.addAll(result.coOwners());
        for (int i = 0; i < owners.size(); i++) {
            String owner = iri + "#owner-" + i;
            all.add(new RdfStatement(iri, Vocabulary.OWNER, new Term.Iri(owner)));
            all.addAll(owner(owner, owners.get(i)));
        }
        return all;
    }

    /** Statements as N-Triples (one line each), UTF-8 text without escapes for letters. */
    public static String nTriples(List<RdfStatement> statements) {
        return statements.stream().map(one -> one.line() + "\n").collect(Collectors.joining());
    }

    private static void publicFields(Statements about, AdministrativeResult result) {
        about.add(Vocabulary.RDF_TYPE, new Term.Iri(Vocabulary.RESULT));
        about.text("documentTypeCode", result.documentTypeCode());
        about.text("documentName", result.documentName());
        result.referenceNumber().ifPresent(number -> about.text("referenceNumber", number));
        about.field("issuedDate", date(result.issuedDate()));
        about.text("issuingAgencyName", result.issuingAgencyName());
        about.text("issuingAgencyCode", result.issuingAgency().value());
        about.text("custodianAgencyCode", result.custodianAgency().value());
        validity(about, result.validity());
        ProcedureCase dossier = result.procedureCase();
        dossier.procedureCode().ifPresent(code -> about.text("procedureCode", code));
        dossier.procedureName().ifPresent(name -> about.text("procedureName", name));
        dossier.fieldCode().ifPresent(code -> about.text("fieldCode", code));
        dossier.receivedDate().ifPresent(day -> about.field("receivedDate", literal(day.toString(), "date")));
        dossier.completedDate().ifPresent(day -> about.field("completedDate", literal(day.toString(), "date")));
        about.text("fondsCode", result.placement().fondsCode());
        about.field("docOrdinal", literal(Integer.toString(result.placement().docOrdinal()), "integer"));
        about.text("typeName", result.placement().typeName());
        about.text("accessMode", result.accessMode().code());
        result.retentionCode().ifPresent(code -> about.text("retentionCode", code));
        result.language().forEach(code -> about.text("language", code));
        about.text("confidenceLevel", result.confidenceLevel());
        about.field("numberOfPage", literal(Integer.toString(result.pageCount()), "integer"));
        about.field("legacy", literal(Boolean.toString(result.legacy()), "boolean"));
    }

    private static void validity(Statements about, Validity validity) {
        validity.from().ifPresent(from -> about.field("validFrom", date(from)));
        about.field(
                "validTo",
                validity.to()
                        .map(RecordGraph::date)
                        .orElseGet(() -> literal(validity.end().name(), "string")));
        about.text("validityScope", validity.scope());
        about.text("validityStatus", validity.status().name());
    }

    private static List<RdfStatement> owner(String iri, Owner owner) {
        Statements about = new Statements(iri);
        about.text("ownerType", owner.type().name());
        owner.id().ifPresent(id -> {
            about.text("ownerId", id.value());
            about.text("ownerIdType", id.type().name());
        });
        Optional.of(owner.name()).filter(name -> !name.isEmpty()).ifPresent(name -> about.text("ownerName", name));
        owner.birthYear().ifPresent(year -> about.field("ownerBirthYear", literal(year.toString(), "integer")));
        owner.idIssuedDate().ifPresent(date -> about.field("ownerIdIssuedDate", date(date)));
        owner.idIssuer().ifPresent(issuer -> about.text("ownerIdIssuer", issuer));
        return about.all;
    }

    private static Term date(PartialDate date) {
        return literal(
                date.text(),
                switch (date.text().length()) {
                    case 4 -> "gYear";
                    case 7 -> "gYearMonth";
                    default -> "date";
                });
    }

    private static Term.Literal literal(String text, String type) {
        return new Term.Literal(text, Vocabulary.XSD + type);
    }

    /** Statements about one subject. */
    private static final class Statements {
        private final String subject;
        private final List<RdfStatement> all = new ArrayList<>();

        Statements(String subject) {
            this.subject = subject;
        }

        void add(String predicate, Term object) {
            all.add(new RdfStatement(subject, predicate, object));
        }

        void field(String name, Term object) {
            add(Vocabulary.TTHC + name, object);
        }

        void text(String name, String text) {
            field(name, literal(text, "string"));
        }
    }
}
