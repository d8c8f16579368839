package vn.khoso.server.web;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.tthc.PartialDate;
import vn.khoso.server.web.words.Language;

/** Numbers, sizes and dates as a reader of this language expects them: 1.248 and dd/MM/yyyy in Viet Nam's time. */
public final class Shown {

    /** The archive's people live by this clock. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT);

    private final Locale locale;

    public Shown(Language language) {
        this.locale = language.locale();
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** B, KB, MB, GB of 1,000 bytes; one decimal from KB on. */
    public String bytes(long size) {
        if (size < 1_000) {
            return size + " B";
        }
        String[] units = {"KB", "MB", "GB", "TB"};
        double value = size / 1_000.0;
        int unit = 0;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(value) + " " + units[unit];
    }

    /** Name and version of a format; the media type where nothing better is known. */
    public String format(FormatDesignation format) {
        String name = format.name().orElse(format.mediaType());
        return format.version()
                .filter(version -> !name.contains(version))
                .map(version -> name + " " + version)
                .orElse(name);
    }

    public String day(LocalDate day) {
        return DAY.format(day);
    }

    public String moment(Instant instant) {
        return MOMENT.format(instant.atZone(ZONE));
    }

    /** What {@code <time datetime>} wants: ISO with offset. */
    public String iso(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(ZONE).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    /** A day, a month or only a year, as much as is known. */
    public String partial(PartialDate date) {
        String text = date.text();
        return switch (text.length()) {
            case 4 -> text;
            case 7 -> text.substring(5) + "/" + text.substring(0, 4);
            default -> day(LocalDate.parse(text));
        };
    }
}
