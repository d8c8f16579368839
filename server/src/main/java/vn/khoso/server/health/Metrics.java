package vn.khoso.server.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Gauges in the text format of Prometheus (0.0.4). No name or number of a person is ever a label. */
public final class Metrics {

    private final List<Gauge> gauges;

    /** @param more those of the archive, beside the machine's own */
    public Metrics(List<Gauge> more) {
        List<Gauge> all = new ArrayList<>();
        all.add(new Gauge(
                "khoso_uptime_seconds",
                "Seconds since the process began.",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0));
        all.add(new Gauge("khoso_heap_used_bytes", "Heap in use.", () -> heap().getUsed()));
        all.add(new Gauge("khoso_heap_max_bytes", "Largest heap.", () -> heap().getMax()));
        all.add(new Gauge(
                "khoso_threads",
                "Living platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount()));
        all.addAll(more);
        this.gauges = List.copyOf(all);
    }

    /** One number that goes up and down. @param name in the words of Prometheus, with its unit at the end */
    public record Gauge(String name, String help, DoubleSupplier value) {}

    public String text() {
        StringBuilder text = new StringBuilder();
        for (Gauge gauge : gauges) {
            text.append("# HELP ")
                    .append(gauge.name())
                    .append(' ')
                    .append(gauge.help())
                    .append('\n')
                    .append("# TYPE ")
                    .append(gauge.name())
                    .append(" gauge\n")
                    .append(gauge.name())
                    .append(' ')
                    .append(String.format(Locale.ROOT, "%s", gauge.value().getAsDouble()))
                    .append('\n');
        }
        return text.toString();
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }
}
