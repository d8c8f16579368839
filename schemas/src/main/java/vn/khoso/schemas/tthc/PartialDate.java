package vn.khoso.schemas.tthc;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of an old paper: a day, a month or only a year ({@code YYYY-MM-DD}, {@code YYYY-MM}, {@code YYYY}; EDTF level 0).
 *
 * <p>A date that no calendar has (31 June) is no date: parsing refuses it.
 */
public record PartialDate(String text) implements Comparable<PartialDate> {

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    public PartialDate {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a date: " + text);
        }
        try {
            first(text);
        } catch (DateTimeException impossible) {
            throw new IllegalArgumentException("no calendar has the date " + text, impossible);
        }
    }

    public static PartialDate of(LocalDate day) {
        return new PartialDate(day.toString());
    }

    public int year() {
        return Integer.parseInt(text.substring(0, 4));
    }

    /** Whether the day is known. */
    public boolean complete() {
        return text.length() == 10;
    }

    /** First day that the date may mean. */
    public LocalDate earliest() {
        return first(text);
    }

    /** Last day that the date may mean. */
    public LocalDate latest() {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(Year.parse(text).length());
            case 7 -> YearMonth.parse(text).atEndOfMonth();
            default -> LocalDate.parse(text);
        };
    }

    private static LocalDate first(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    @Override
    public int compareTo(PartialDate other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
