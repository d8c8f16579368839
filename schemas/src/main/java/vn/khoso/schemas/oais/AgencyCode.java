package vn.khoso.schemas.oais;

import java.util.regex.Pattern;

/**
 * Code of a state body, today's form of Decision 20/2020/QĐ-TTg ({@code H56.22.17}) or the older reversed one
 * ({@code 000.17.22.H56}). Kept as it was written: the code of a body that no longer exists stays the issuer's.
 */
public record AgencyCode(String value) implements Comparable<AgencyCode> {

    private static final Pattern TODAY = Pattern.compile("[A-Z]\\d{2}(\\.\\d{1,4})*");
    private static final Pattern OLD = Pattern.compile("\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}");

    public AgencyCode {
        if (value.length() > 35
                || !(TODAY.matcher(value).matches() || OLD.matcher(value).matches())) {
            throw new IllegalArgumentException("not an agency code: " + value);
        }
    }

    @Override
    public int compareTo(AgencyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
