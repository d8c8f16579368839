package vn.khoso.schemas.discovery;

import java.util.Locale;

/** What results can be narrowed by. */
public enum FacetName {
    AGENCY,
    DOCUMENT_TYPE,
    YEAR,
    VALIDITY,
    RETENTION;

    /** Name in addresses: {@code agency}, {@code document-type}, ... */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
