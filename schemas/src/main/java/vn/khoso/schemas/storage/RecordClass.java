package vn.khoso.schemas.storage;

import java.util.Set;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * What a storage policy may ask of a package before it is kept.
 *
 * @param documentTypes codes of the types of its records (mã loại kết quả)
 * @param agency who is answerable for the submission
 * @param retention YEARS, PERMANENT or UNCLASSIFIED
 */
public record RecordClass(Set<String> documentTypes, AgencyCode agency, String retention) {
    public RecordClass {
        documentTypes = Set.copyOf(documentTypes);
    }
}
