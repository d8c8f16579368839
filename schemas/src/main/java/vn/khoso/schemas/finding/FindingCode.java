package vn.khoso.schemas.finding;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every kind of thing that a check can find. A code is stable for ever: it stands in letters and in AIPs.
 *
 * <p>Messages lie beside this class in {@code findings_vi.properties} and {@code findings_en.properties}, three a code:
 * {@code .what} (cause and object), {@code .rule} (which rule, with its source), {@code .next} (what the sender does).
 * A test fails where a message or the fixture named after the code is missing.
 */
public enum FindingCode {
    // The container that carries the bag.
    CONTAINER_NOT_RECOGNISED,
    CONTAINER_TRUNCATED,
    CONTAINER_CORRUPT,
    CONTAINER_PATH_ESCAPES,
    CONTAINER_PATH_UNSAFE,
    CONTAINER_LINK,
    CONTAINER_SPECIAL_FILE,
    CONTAINER_TWIN_NAMES,
    CONTAINER_TOO_MANY_ENTRIES,
    CONTAINER_TOO_LARGE,
    CONTAINER_BOMB,
    CONTAINER_ENCRYPTED,
    CONTAINER_EMPTY,

    // The bag: RFC 8493.
    BAG_DECLARATION_MISSING,
    BAG_DECLARATION_INVALID,
    BAG_VERSION_UNSUPPORTED,
    BAG_PAYLOAD_MISSING,
    BAG_MANIFEST_MISSING,
    BAG_MANIFEST_LINE_INVALID,
    BAG_MANIFEST_PATH_UNSAFE,
    BAG_MANIFEST_DUPLICATE_PATH,
    BAG_MANIFEST_ALGORITHM_WEAK,
    BAG_MANIFEST_ALGORITHM_UNKNOWN,
    BAG_MANIFESTS_DISAGREE,
    BAG_FILE_MISSING,
    BAG_FILE_UNLISTED,
    BAG_DIGEST_MISMATCH,
    BAG_TAG_MANIFEST_MISSING,
    BAG_TAG_FILE_UNLISTED,
    BAG_INFO_INVALID,
    BAG_PAYLOAD_OXUM_MISMATCH,
    BAG_FETCH_REFUSED,
    BAG_TEXT_NOT_UTF8,
    BAG_NAME_FORM_DIFFERS,
    BAG_PROFILE_VIOLATED,

    // The agreement between producer and archive.
    AGREEMENT_PRODUCER_UNKNOWN,
    AGREEMENT_AGENCY_NOT_ALLOWED,

    // The files.
    FORMAT_UNKNOWN,
    FORMAT_NOT_ACCEPTED,
    FORMAT_EXTENSION_DIFFERS,
    FORMAT_NOT_WELL_FORMED,
    FORMAT_NOT_VALID,
    FORMAT_UNDETERMINED,
    FILE_EMPTY,

    // The record: metadata set of the TTHC profile.
    METADATA_MISSING,
    METADATA_NOT_JSON,
    METADATA_SCHEMA_VIOLATED,
    METADATA_SHAPE_VIOLATED,
    METADATA_OWNER_MISSING,
    METADATA_OWNER_ID_INVALID,
    METADATA_OWNER_BIRTH_YEAR_DIFFERS,
    METADATA_DATE_IMPOSSIBLE,
    METADATA_DATE_ORDER,
    METADATA_DATE_PARTIAL,
    METADATA_CODE_UNKNOWN,
    METADATA_CODE_FORM,
    METADATA_FILE_NOT_IN_BAG,
    METADATA_FILE_UNDESCRIBED,
    METADATA_PAGE_COUNT_DIFFERS,
    METADATA_DUPLICATE_RESULT,
    METADATA_SECRET,
    RETENTION_UNCLASSIFIED;

    /** The code as it is printed and sent: upper case with hyphens, for example {@code BAG-DIGEST-MISMATCH}. */
    public String code() {
        return name().replace('_', '-');
    }

    public static Optional<FindingCode> ofCode(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
