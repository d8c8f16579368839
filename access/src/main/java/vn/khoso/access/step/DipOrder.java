package vn.khoso.access.step;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.oais.RecordId;

/**
 * What is wanted.
 *
 * @param records 1 to 100 records
 */
public record DipOrder(List<RecordId> records, Form form, Optional<Purpose> purpose) {

    public static final int MOST_RECORDS = 100;

    public DipOrder {
        records = records.stream().distinct().toList();
        if (records.isEmpty() || records.size() > MOST_RECORDS) {
            throw new IllegalArgumentException("a DIP holds 1 to " + MOST_RECORDS + " records");
        }
    }

    /** The form of the package. */
    public enum Form {
        /** A bag (RFC 8493) in a zip: files, metadata, events. */
        BAGIT_ZIP("bagit-zip"),
        /** The one file of the one record. */
        FILE("file");

        private final String code;

        Form(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
