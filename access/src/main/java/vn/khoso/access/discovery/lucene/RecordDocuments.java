package vn.khoso.access.discovery.lucene;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.RedactedRecord;
import vn.khoso.access.step.Redaction;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.OwnerId;

/**
 * What of a record goes into the index. Owners' numbers only as keyed hashes; owners' names in a field of their own, which
 * is searched only where the asker may know the owner.
 */
final class RecordDocuments {

    static final String ID = "id";
    static final String TEXT = "text";
    static final String NAME = "name";
    static final String OWNER = "owner";
    static final String MODE = "mode";
    static final String CUSTODIAN = "agency";
    static final String ISSUER = "issuer";
    static final String TYPE = "document-type";
    static final String YEAR = "year";
    static final String RETENTION = "retention";
    static final String STATUS = "status";
    static final String VALID_TO = "valid-to";
    static final String ISSUED = "issued";
    static final String OWNER_HASH = "owner-hash";

    static final String STORED_NAME = "s.name";
    static final String STORED_SUMMARY = "s.summary";
    static final String STORED_FULL_NAME = "s.full-name";
    static final String STORED_FULL_SUMMARY = "s.full-summary";
    static final String STORED_NUMBER = "s.number";
    static final String STORED_ISSUED = "s.issued";
    static final String STORED_ISSUER = "s.issuer";
    static final String STORED_STATUS = "s.status";
    static final String STORED_VALID_TO = "s.valid-to";

    /** Valid for ever, or until an event. */
    static final long NO_LAST_DAY = Long.MAX_VALUE;

    private static final Set<Redaction> OWNERS = EnumSet.allOf(Redaction.class);
    private static final Set<Redaction> NUMBERS = EnumSet.of(Redaction.OWNER_NUMBER);

    private final AccessKey key;

    RecordDocuments(AccessKey key) {
        this.key = key;
    }

    /** Fields whose text is analysed. */
    static List<String> textFields() {
        return List.of(TEXT, NAME, OWNER);
    }

    Document of(RecordEntry entry) {
        AdministrativeResult result = entry.result();
        Document document = new Document();
        document.add(new StringField(ID, entry.id().uuid(), Store.YES));
        document.add(new SortedDocValuesField(ID, new BytesRef(entry.id().uuid())));
        document.add(new StringField(MODE, result.accessMode().name(), Store.NO));
        facet(document, CUSTODIAN, result.custodianAgency().value());
        document.add(new StringField(ISSUER, result.issuingAgency().value(), Store.NO));
        facet(document, TYPE, result.documentTypeCode());
        facet(document, YEAR, Integer.toString(result.issuedDate().year()));
        facet(document, RETENTION, retention(entry.retention().period()));
        facet(document, STATUS, result.validity().status().name());
        long lastDay =
                result.validity().to().map(date -> date.latest().toEpochDay()).orElse(NO_LAST_DAY);
        document.add(new LongField(VALID_TO, lastDay, Store.NO));
        document.add(
                new NumericDocValuesField(ISSUED, result.issuedDate().earliest().toEpochDay()));
        owners(result)
                .flatMap(owner -> owner.id().stream())
                .map(this::hashed)
                .distinct()
                .forEach(hash -> document.add(new StringField(OWNER_HASH, hash, Store.NO)));
        text(document, NAME, RedactedRecord.text(result.documentName(), result, OWNERS));
        text(document, TEXT, words(entry));
        text(document, OWNER, owned(result));
        stored(document, result, lastDay);
        return document;
    }

    /** The keyed hash under which an owner's records are found. */
    String hashed(OwnerId owner) {
        byte[] text = (owner.type() + ":" + owner.value()).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(key.hash("owner", text));
    }

    static String retention(RetentionPeriod period) {
        return switch (period) {
            case RetentionPeriod.Permanent forEver -> "PERMANENT";
            case RetentionPeriod.Unclassified unknown -> "UNCLASSIFIED";
            case RetentionPeriod.Years some -> String.format(Locale.ROOT, "%d", some.years());
        };
    }

    private static String words(RecordEntry entry) {
        AdministrativeResult result = entry.result();
        List<String> words = new ArrayList<>();
        words.add(RedactedRecord.text(result.documentName(), result, OWNERS));
        words.add(RedactedRecord.text(result.summary(), result, OWNERS));
        result.referenceNumber().ifPresent(words::add);
        words.add(result.issuingAgencyName());
        result.procedureCase().procedureName().ifPresent(words::add);
        result.procedureCase().caseCode().ifPresent(words::add);
        words.add(result.placement().fileCode());
        entry.files().forEach(file -> words.add(RedactedRecord.text(file.path().fileName(), result, OWNERS)));
        words.addAll(RedactedRecord.data(result, OWNERS).values());
        return joined(words);
    }

    /** Names of owners, and the structured values that repeat them; numbers never. */
    private static String owned(AdministrativeResult result) {
        List<String> words = new ArrayList<>();
        owners(result).forEach(owner -> words.add(owner.name()));
        Map<String, String> open = RedactedRecord.data(result, OWNERS);
        Map<String, String> withoutNumbers = RedactedRecord.data(result, NUMBERS);
        withoutNumbers.forEach((name, value) -> {
            if (!open.containsKey(name)) {
                words.add(value);
            }
        });
        return joined(words);
    }

    private static Stream<Owner> owners(AdministrativeResult result) {
        return Stream.concat(Stream.of(result.owner()), result.coOwners().stream());
    }

    private static String joined(List<String> words) {
        String all = words.stream().distinct().collect(Collectors.joining(" . "));
        return Normalizer.normalize(all, Normalizer.Form.NFC);
    }

    private static void text(Document document, String field, String text) {
        Question.endings().forEach(ending -> document.add(new TextField(field + ending, text, Store.NO)));
    }

    private static void facet(Document document, String field, String value) {
        document.add(new StringField(field, value, Store.NO));
        document.add(new SortedDocValuesField(field, new BytesRef(value)));
    }

    private static void stored(Document document, AdministrativeResult result, long lastDay) {
        document.add(new StoredField(STORED_NAME, RedactedRecord.text(result.documentName(), result, OWNERS)));
        document.add(new StoredField(STORED_SUMMARY, RedactedRecord.text(result.summary(), result, OWNERS)));
        document.add(new StoredField(STORED_FULL_NAME, RedactedRecord.text(result.documentName(), result, NUMBERS)));
        document.add(new StoredField(STORED_FULL_SUMMARY, RedactedRecord.text(result.summary(), result, NUMBERS)));
        result.referenceNumber().ifPresent(number -> document.add(new StoredField(STORED_NUMBER, number)));
        document.add(new StoredField(STORED_ISSUED, result.issuedDate().text()));
        document.add(new StoredField(STORED_ISSUER, result.issuingAgencyName()));
        document.add(new StoredField(STORED_STATUS, result.validity().status().name()));
        document.add(new StoredField(STORED_VALID_TO, lastDay));
    }
}
