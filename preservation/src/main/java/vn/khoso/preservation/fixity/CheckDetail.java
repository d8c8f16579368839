package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/**
 * The fixity check of one package in the detail of its event: which copies were read and what came of each, so that the journal
 * alone tells when each copy was read last.
 *
 * @param version newest version then; all older ones were read with it
 */
public record CheckDetail(AipId aip, int version, Instant at, List<CopyCheck> copies) {

    private static final String READ = "read";
    private static final String AWAY = "away";
    private static final String VERSION = "version";

    public CheckDetail {
        copies = List.copyOf(copies);
    }

    /** One copy that was read. */
    public record CopyCheck(UUID volume, FixityCounts counts) {}

    static void write(Reading reading, Map<String, String> detail) {
        detail.put(
                READ,
                reading.copies().stream()
                        .map(copy -> copy.volume().volume() + " " + text(copy.counts()))
                        .collect(Collectors.joining(", ")));
        if (!reading.away().isEmpty()) {
            detail.put(
                    AWAY,
                    reading.away().stream()
                            .map(volume -> volume.volume().toString())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String text(FixityCounts counts) {
        return counts.bytes() + " bytes " + counts.intact() + " intact"
                + (counts.sound()
                        ? ""
                        : " " + counts.altered() + " altered " + counts.missing() + " missing " + counts.extra()
                                + " extra " + counts.unread() + " unread");
    }

    /** Empty for every other event, and for checks of which it was not written down what was read. */
    public static Optional<CheckDetail> read(Event event) {
        String read = event.detail().get(READ);
        if (event.type() != EventType.FIXITY_CHECK || read == null) {
            return Optional.empty();
        }
        List<CopyCheck> copies = new ArrayList<>();
        for (String one : read.isEmpty() ? new String[0] : read.split(", ")) {
            String[] words = one.split(" ");
            copies.add(new CopyCheck(
                    UUID.fromString(words[0]),
                    new FixityCounts(
                            number(words, 1),
                            number(words, 3),
                            number(words, 5),
                            number(words, 7),
                            number(words, 9),
                            number(words, 11))));
        }
        return Optional.of(new CheckDetail(
                AipId.parse(event.objects().getFirst()),
                Integer.parseInt(event.detail().getOrDefault(VERSION, "")),
                event.at(),
                copies));
    }

    private static long number(String[] words, int at) {
        return at < words.length ? Long.parseLong(words[at]) : 0;
    }
}
