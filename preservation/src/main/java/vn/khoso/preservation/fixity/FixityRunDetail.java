package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.VolumeTally;

/** A run in the detail of the event of its beginning or end, so that the journal alone can make its row again. */
public final class FixityRunDetail {

    private static final String RUN = "fixityRun";
    private static final String NAMELESS = "-";

    private FixityRunDetail() {}

    public static Map<String, String> write(FixityRun run) {
        Map<String, String> detail = new TreeMap<>();
        detail.put(RUN, run.id().toString());
        detail.put("requestedBy", run.requestedBy());
        detail.put("startedAt", run.startedAt().toString());
        run.finishedAt().ifPresent(at -> detail.put("finishedAt", at.toString()));
        detail.put("state", run.state().name());
        detail.put("megabytesPerSecond", Integer.toString(run.megabytesPerSecond()));
        detail.put("packagesTotal", Long.toString(run.packagesTotal()));
        detail.put("packagesDone", Long.toString(run.packagesDone()));
        detail.put("bytes", Long.toString(run.bytesDone()));
        detail.put("intact", Long.toString(run.intact()));
        detail.put("altered", Long.toString(run.altered()));
        detail.put("missing", Long.toString(run.missing()));
        detail.put("extra", Long.toString(run.extra()));
        detail.put("unread", Long.toString(run.unread()));
        run.position().ifPresent(position -> detail.put("position", position));
        run.failure().ifPresent(why -> detail.put("failure", why));
        if (!run.scope().volumes().isEmpty()) {
            detail.put(
                    "scope", run.scope().volumes().stream().map(UUID::toString).collect(Collectors.joining(", ")));
        }
        run.scope().sample().ifPresent(sample -> {
            detail.put("sampleSeed", Long.toString(sample.seed()));
            detail.put("sampleRandom", Integer.toString(sample.random()));
            detail.put("sampleOldest", Integer.toString(sample.oldest()));
        });
        if (!run.volumes().isEmpty()) {
            detail.put("volumes", tallies(run.volumes()));
        }
        return detail;
    }

    /** On one line, as it also lies in the table. */
    public static String tallies(List<VolumeTally> volumes) {
        return volumes.stream()
                .map(one -> String.join(
                        " ",
                        one.volume().toString(),
                        one.name().isEmpty() ? NAMELESS : one.name(),
                        Stream.of(
                                        one.copies(),
                                        one.away(),
                                        one.canaries(),
                                        one.bytes(),
                                        one.intact(),
                                        one.altered(),
                                        one.missing(),
                                        one.extra(),
                                        one.unread())
                                .map(String::valueOf)
                                .collect(Collectors.joining(" "))))
                .collect(Collectors.joining(", "));
    }

    /** What {@link #tallies(List)} wrote. */
    public static List<VolumeTally> tallies(String text) {
        List<VolumeTally> volumes = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] words = one.split(" ");
            long[] numbers = Arrays.stream(words, 2, words.length)
                    .mapToLong(Long::parseLong)
                    .toArray();
            volumes.add(new VolumeTally(
                    UUID.fromString(words[0]),
                    words[1].equals(NAMELESS) ? "" : words[1],
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[4],
                    numbers[5],
                    numbers[6],
                    numbers[7],
                    numbers[8]));
        }
        return volumes;
    }

    private static AuditScope scope(Map<String, String> detail) {
        String volumes = detail.getOrDefault("scope", "");
        return new AuditScope(
                volumes.isEmpty()
                        ? List.of()
                        : Stream.of(volumes.split(", ")).map(UUID::fromString).toList(),
                detail.containsKey("sampleSeed")
                        ? Optional.of(new AuditSample(
                                number(detail, "sampleSeed"), (int) number(detail, "sampleRandom"), (int)
                                        number(detail, "sampleOldest")))
                        : Optional.empty());
    }

    /** @return empty when the detail is not of a run */
    public static Optional<FixityRun> read(Map<String, String> detail) {
        return detail.containsKey(RUN) && detail.containsKey("state") ? Optional.of(run(detail)) : Optional.empty();
    }

    private static FixityRun run(Map<String, String> detail) {
        return new FixityRun(
                UUID.fromString(text(detail, RUN)),
                text(detail, "requestedBy"),
                Instant.parse(text(detail, "startedAt")),
                Optional.ofNullable(detail.get("finishedAt")).map(Instant::parse),
                FixityRun.State.valueOf(text(detail, "state")),
                Integer.parseInt(text(detail, "megabytesPerSecond")),
                number(detail, "packagesTotal"),
                number(detail, "packagesDone"),
                number(detail, "bytes"),
                number(detail, "intact"),
                number(detail, "altered"),
                number(detail, "missing"),
                number(detail, "extra"),
                number(detail, "unread"),
                Optional.ofNullable(detail.get("position")),
                scope(detail),
                tallies(detail.getOrDefault("volumes", "")),
                Optional.ofNullable(detail.get("failure")));
    }

    private static long number(Map<String, String> detail, String key) {
        return Long.parseLong(text(detail, key));
    }

    private static String text(Map<String, String> detail, String key) {
        String value = detail.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a run without " + key);
        }
        return value;
    }
}
