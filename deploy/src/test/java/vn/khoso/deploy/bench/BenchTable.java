package vn.khoso.deploy.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rows as they come, said at once on standard error and all together at the end. */
final class BenchTable {

    private final List<String> rows = new ArrayList<>(List.of("| what | measured | aim |", "|---|---|---|"));

    void row(String what, String measured, String aim) {
        String line = "| " + what + " | " + measured + " | " + aim + " |";
        rows.add(line);
        System.err.println(line);
    }

    @Override
    public String toString() {
        return String.join("\n", rows);
    }

    /** {@code p50 3.3 ms, p99 20.1 ms, max 31.0 ms}. */
    static String spread(double[] millis) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                percentile(millis, 50),
                percentile(millis, 99),
                percentile(millis, 100));
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
