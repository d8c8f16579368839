package vn.khoso.access.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.khoso.access.step.Redaction;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;

/** A record with what its reader may not know taken out. */
public final class RedactedRecord {

    /** What stands where a name or number was. */
    static final String MASK = "\u2026";

    private RedactedRecord() {}

    /** The same entry without the redacted things; the name of an owner that is left out is empty text. */
    public static RecordEntry of(RecordEntry entry, Set<Redaction> redactions) {
        return redactions.isEmpty()
                ? entry
                : new RecordEntry(
                        entry.id(),
                        entry.aip(),
                        entry.ordinal(),
                        result(entry.result(), redactions),
                        entry.files(),
                        entry.retention(),
                        entry.sequence(),
                        entry.changedAt(),
                        entry.visible());
    }

    private static AdministrativeResult result(AdministrativeResult full, Set<Redaction> redactions) {
        return new AdministrativeResult(
                full.sourceSystem(),
                full.sourceRecordId(),
                full.documentTypeCode(),
                text(full.documentName(), full, redactions),
                full.referenceNumber(),
                text(full.summary(), full, redactions),
                full.issuedDate(),
                full.issuingAgencyName(),
                full.issuingAgency(),
                full.custodianAgency(),
                full.signer(),
                owner(full.owner(), redactions),
                full.coOwners().stream().map(one -> owner(one, redactions)).toList(),
                full.validity(),
                full.procedureCase(),
                full.placement(),
                full.accessMode(),
                full.retentionCode(),
                full.language(),
                full.confidenceLevel(),
                full.pageCount(),
                full.legacy(),
                full.files(),
                data(full, redactions));
    }

    private static Owner owner(Owner full, Set<Redaction> redactions) {
        boolean person = full.type() != Owner.OwnerType.ORG;
        boolean hidePerson = person && redactions.contains(Redaction.OWNER_PERSON);
        return new Owner(
                full.type(),
                redactions.contains(Redaction.OWNER_NUMBER) ? Optional.empty() : full.id(),
                hidePerson ? "" : full.name(),
                hidePerson ? Optional.empty() : full.birthYear(),
                hidePerson ? Optional.empty() : full.idIssuedDate(),
                hidePerson ? Optional.empty() : full.idIssuer());
    }

    /** Structured values that repeat an owner's number or name go with it. */
    public static Map<String, String> data(AdministrativeResult full, Set<Redaction> redactions) {
        List<String> hidden = hidden(full, redactions);
        TreeMap<String, String> kept = new TreeMap<>(full.data());
        kept.values().removeIf(value -> hidden.stream().anyMatch(one -> contains(value, one)));
        return kept;
    }

    /** A free text of the record in which hidden numbers and names are replaced by an ellipsis; they stand there often. */
    public static String text(String text, AdministrativeResult full, Set<Redaction> redactions) {
        String masked = text;
        for (String one : hidden(full, redactions)) {
            masked = Pattern.compile(Pattern.quote(one), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(masked)
                    .replaceAll(MASK);
        }
        return masked;
    }

    private static List<String> hidden(AdministrativeResult full, Set<Redaction> redactions) {
        List<String> hidden = new ArrayList<>();
        Stream.concat(Stream.of(full.owner()), full.coOwners().stream()).forEach(owner -> {
            if (redactions.contains(Redaction.OWNER_NUMBER)) {
                owner.id().ifPresent(id -> hidden.add(id.value()));
            }
            boolean person = owner.type() != Owner.OwnerType.ORG;
            if (redactions.contains(Redaction.OWNER_PERSON)
                    && person
                    && !owner.name().isBlank()) {
                hidden.add(owner.name());
            }
        });
        return hidden;
    }

    private static boolean contains(String value, String hidden) {
        return value.toLowerCase(Locale.ROOT).contains(hidden.toLowerCase(Locale.ROOT));
    }
}
