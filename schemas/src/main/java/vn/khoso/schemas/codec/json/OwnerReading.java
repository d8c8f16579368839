package vn.khoso.schemas.codec.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.tthc.Codes;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.Owner.OwnerType;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.PartialDate;

/** Reading of an owner with the conditional rule: no number, then name, birth year, and date and issuer of the identity paper. */
record OwnerReading(RecordFields fields, boolean legacy) {

    Optional<Owner> owner() {
        Optional<OwnerType> type = fields.choice("ownerType", OwnerType.class)
                .or(() -> fields.missing("ownerType", "CITIZEN, FOREIGNER, ORG, HOUSEHOLD, MULTI"));
        Optional<String> name = fields.text("ownerName", 300);
        Optional<Integer> birthYear = fields.integer("ownerBirthYear", 1800, 2400);
        Optional<PartialDate> idIssued = fields.date("ownerIdIssuedDate", legacy, true);
        Optional<String> idIssuer = fields.text("ownerIdIssuer", 200);
        Optional<OwnerId> id = id();

        List<String> missing = new ArrayList<>();
        if (name.isEmpty()) {
            missing.add("ownerName");
        }
        if (!fields.has("ownerId")) {
            // An organisation has no year of birth; it has a name, and the paper that founded it.
            if (birthYear.isEmpty() && !type.equals(Optional.of(OwnerType.ORG))) {
                missing.add("ownerBirthYear");
            }
            if (idIssued.isEmpty()) {
                missing.add("ownerIdIssuedDate");
            }
            if (idIssuer.isEmpty()) {
                missing.add("ownerIdIssuer");
            }
        }
        if (!missing.isEmpty()) {
            fields.findings()
                    .add(Finding.of(FindingCode.METADATA_OWNER_MISSING, fields.at("ownerId"))
                            .with("missing", String.join(", ", missing)));
        }
        id.ifPresent(number -> crossCheck(number, birthYear));
        return type.map(kind -> new Owner(kind, id, name.orElse(""), birthYear, idIssued, idIssuer));
    }

    private void crossCheck(OwnerId number, Optional<Integer> birthYear) {
        Codes.birthYear(number).ifPresent(told -> {
            if (birthYear.isPresent() && birthYear.get() != told) {
                fields.found(FindingCode.METADATA_OWNER_BIRTH_YEAR_DIFFERS, "ownerBirthYear");
            }
        });
        if (number.type() == OwnerId.Type.ORGANISATION && !Codes.taxCheckDigit(number)) {
            fields.findings()
                    .add(Finding.of(FindingCode.METADATA_CODE_UNKNOWN, fields.at("ownerId"))
                            .with("found", "***")
                            .with("expected", "0100109106"));
        }
    }

    private Optional<OwnerId> id() {
        Optional<String> number = fields.text("ownerId", 20);
        Optional<OwnerId.Type> type = fields.choice("ownerIdType", OwnerId.Type.class);
        if (number.isEmpty()) {
            if (fields.has("ownerId")) {
                invalid("string");
            }
            return Optional.empty();
        }
        OwnerId.Type kind = type.orElseGet(() -> guessed(number.get()));
        if (!kind.accepts(number.get())) {
            invalid(kind.name());
            return Optional.empty();
        }
        return Optional.of(new OwnerId(kind, number.get()));
    }

    private void invalid(String expected) {
        fields.findings()
                .add(Finding.of(FindingCode.METADATA_OWNER_ID_INVALID, fields.at("ownerId"))
                        .with("expected", expected));
    }

    private static OwnerId.Type guessed(String number) {
        for (OwnerId.Type type : List.of(OwnerId.Type.PERSONAL, OwnerId.Type.LEGACY_CARD, OwnerId.Type.ORGANISATION)) {
            if (type.accepts(number)) {
                return type;
            }
        }
        return OwnerId.Type.PASSPORT;
    }
}
