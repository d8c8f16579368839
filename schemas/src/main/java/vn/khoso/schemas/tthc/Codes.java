package vn.khoso.schemas.tthc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms of the codes that the metadata set uses, and the two closed tables of Circular 05/2025/TT-BNV that fit in a line.
 *
 * <p>A form says that a code could exist, not that it does: which codes exist is a table with dates, never a pattern.
 */
public final class Codes {

    private static final Pattern RESULT = Pattern.compile("KQ\\.[A-Z]\\d{2}\\.\\d{6}");
    private static final Pattern PROCEDURE =
            Pattern.compile("\\d\\.\\d{6}(\\.\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}(\\.\\d{2})?)?");
    private static final Pattern FIELD = Pattern.compile("[A-Z]\\d{2}-[A-Z]{2,4}\\d{1,3}");
    private static final Pattern CASE = Pattern.compile(
            "(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(?:\\.\\d{1,4})*)-(\\d{2})(\\d{2})(\\d{2})-\\d{4,}");
    private static final Pattern TYPE_NAME = Pattern.compile("0[1-9]|[12]\\d|3[0-2]");
    private static final Pattern LANGUAGE = Pattern.compile("0[1-9]|1[01]");
    private static final Pattern CONFIDENCE = Pattern.compile("0[1-3]");
    private static final int[] TAX_WEIGHTS = {31, 29, 23, 19, 17, 13, 7, 5, 3};

    private Codes() {}

    /** Mã loại kết quả of the national database of procedures, for example {@code KQ.G15.000031}. */
    public static boolean result(String code) {
        return RESULT.matcher(code).matches();
    }

    /** Mã TTHC, national ({@code 2.000635}) or with the suffix of a province or a service. */
    public static boolean procedure(String code) {
        return PROCEDURE.matcher(code).matches();
    }

    /** Mã lĩnh vực, for example {@code G03-GD10}. */
    public static boolean field(String code) {
        return FIELD.matcher(code).matches();
    }

    /** Mã hồ sơ: agency, day of reception as YYMMDD, serial number; for example {@code 000.17.22.H56-210531-0001}. */
    public static boolean caseCode(String code) {
        Matcher matcher = CASE.matcher(code);
        if (!matcher.matches()) {
            return false;
        }
        try {
            LocalDate.of(
                    2000 + Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** {@code typeName} of TT05: 01 to 32. */
    public static boolean typeName(String code) {
        return TYPE_NAME.matcher(code).matches();
    }

    /** {@code language} of TT05: 01 to 11. */
    public static boolean language(String code) {
        return LANGUAGE.matcher(code).matches();
    }

    /** {@code confidenceLevel} of TT05: 01 to 03. */
    public static boolean confidenceLevel(String code) {
        return CONFIDENCE.matcher(code).matches();
    }

    /** Whether the tenth digit of a tax code is the check digit of the nine before it. The rule is likely, not published: warn only. */
    public static boolean taxCheckDigit(OwnerId id) {
        String digits = id.value();
        int sum = 0;
        for (int i = 0; i < TAX_WEIGHTS.length; i++) {
            sum += TAX_WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return 10 - sum % 11 == digits.charAt(9) - '0';
    }

    /** Year of birth that a personal number tells by its digits 4 to 6 (Decree 69/2024); empty for any other kind of number. */
    public static OptionalInt birthYear(OwnerId id) {
        if (id.type() != OwnerId.Type.PERSONAL) {
            return OptionalInt.empty();
        }
        int century = (id.value().charAt(3) - '0') / 2;
        return OptionalInt.of(1900 + century * 100 + Integer.parseInt(id.value().substring(4, 6)));
    }
}
