package vn.khoso.schemas.tthc;

/**
 * Identifying number of a person or organisation. Personal data: never in a URL, a log, a metric or OAI-PMH.
 *
 * @param value text, leading zeros kept
 */
public record OwnerId(Type type, String value) {

    /** {@code ownerIdType} with the form that the number must have ({@code ../domain} section 2.3 of the law page). */
    public enum Type {
        /** Số định danh cá nhân: 12 digits. */
        PERSONAL("\\d{12}"),
        /** Chứng minh nhân dân, before 2021: 9 digits. */
        LEGACY_CARD("\\d{9}"),
        PASSPORT("[A-Z0-9]{5,20}"),
        /** Mã số doanh nghiệp or tax code. */
        ORGANISATION("\\d{10}(-\\d{3})?");

        private final java.util.regex.Pattern form;

        Type(String form) {
            this.form = java.util.regex.Pattern.compile(form);
        }

        public boolean accepts(String value) {
            return form.matcher(value).matches();
        }
    }

    public OwnerId {
        if (!type.accepts(value)) {
            throw new IllegalArgumentException("not a number of type " + type);
        }
    }

    /** Never the number itself: this ends in logs. */
    @Override
    public String toString() {
        return type + ":***";
    }
}
