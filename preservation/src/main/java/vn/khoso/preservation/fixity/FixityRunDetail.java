package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.schemas.catalogue.FixityRun;

/** A run in the detail of the event of its beginning or end, so that the journal alone can make its row again. */
public final class FixityRunDetail {

    private static final String RUN = "fixityRun";

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
        return detail;
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
                Optional.ofNullable(detail.get("position")));
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
