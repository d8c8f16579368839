package vn.khoso.access.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.khoso.access.step.Redaction;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;

/** A record with what its reader may not know taken out. */
public final class RedactedRecord {

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
                full.documentName(),
                full.referenceNumber(),
                full.summary(),
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
        List<String> hidden = new ArrayList<>();
        Stream.concat(Stream.of(full.owner()), full.coOwners().stream()).forEach(owner -> {
            if (redactions.contains(Redaction.OWNER_NUMBER)) {
                owner.id().ifPresent(id -> hidden.add(id.value()));
            }
            if (redactions.contains(Redaction.OWNER_PERSON) && owner.type() != Owner.OwnerType.ORG && !owner.name().isBlank()) {
                hidden.add(owner.name());
            }
        });
        TreeMap<String, String> kept = new TreeMap<>(full.data());
        kept.values().removeIf(value -> hidden.stream().anyMatch(one -> contains(value, one)));
        return kept;
    }

    private static boolean contains(String value, String hidden) {
        return value.toLowerCase(java.util.Locale.ROOT).contains(hidden.toLowerCase(java.util.Locale.ROOT));
    }
}
