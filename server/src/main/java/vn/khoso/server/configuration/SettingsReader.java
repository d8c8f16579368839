package vn.khoso.server.configuration;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khoso.schemas.catalogue.AuditHours;
import vn.khoso.schemas.storage.Reserve;

/**
 * Reads {@link Settings}. A key is looked for as system property ({@code khoso.ingest.workers}), as environment variable
 * ({@code KHOSO_INGEST_WORKERS}) and in {@code khoso.properties} in the data folder, in that order.
 */
public final class SettingsReader {

    private static final Set<String> KEYS = Set.of(
            "khoso.data",
            "khoso.database.url",
            "khoso.database.user",
            "khoso.database.password",
            "khoso.database.connections",
            "khoso.seal.password",
            "khoso.ingest.workers",
            "khoso.format.workers",
            "khoso.tools.classpath",
            "khoso.volumes",
            "khoso.s3.endpoint",
            "khoso.s3.region",
            "khoso.s3.pathstyle",
            "khoso.s3.key",
            "khoso.s3.secret",
            "khoso.storage.policy",
            "khoso.copies.mbps",
            "khoso.reserve.bytes",
            "khoso.public.url",
            "khoso.archive.name",
            "khoso.contact",
            "khoso.fixity.days",
            "khoso.fixity.sample",
            "khoso.fixity.rate",
            "khoso.fixity.walkers",
            "khoso.fixity.hours",
            "khoso.backup.media",
            "khoso.backup.hour",
            "khoso.backup.same-disk",
            "khoso.format.pronom",
            "khoso.tsa.url",
            "khoso.tsa.timeout",
            "khoso.tsa.certificates");

    /** The longest time between two audits that the law leaves, in days (TT05, 27 and 28). */
    private static final int THREE_YEARS = 1_095;

    private final Map<String, String> system;
    private final Map<String, String> environment;
    private final List<String> wrong = new ArrayList<>();

    public SettingsReader(Map<String, String> system, Map<String, String> environment) {
        this.system = Map.copyOf(system);
        this.environment = Map.copyOf(environment);
    }

    /** The settings of this process. */
    public static Settings ofThisProcess() throws IOException {
        Properties properties = System.getProperties();
        Map<String, String> system = new java.util.HashMap<>();
        properties.stringPropertyNames().forEach(name -> system.put(name, properties.getProperty(name)));
        return new SettingsReader(system, System.getenv()).read();
    }

    /** @throws IllegalArgumentException with everything that is wrong, in words for the operator */
    public Settings read() throws IOException {
        Path data = Path.of(value("khoso.data", new Properties()).orElse("khoso-data"))
                .toAbsolutePath()
                .normalize();
        Properties file = file(data.resolve("khoso.properties"));
        if (system.containsKey("khoso.s3.secret")) {
            wrong.add("khoso.s3.secret không được đặt trên dòng lệnh, ai cũng đọc được; hãy dùng KHOSO_S3_SECRET hoặc"
                    + " khoso.properties / must not stand on the command line, where everybody reads it; use"
                    + " KHOSO_S3_SECRET or khoso.properties");
        }
        List<VolumePlace> volumes = new VolumePlaces(data, key -> value(key, file), wrong).read();
        int processors = Runtime.getRuntime().availableProcessors();
        Settings settings = new Settings(
                data,
                required("khoso.database.url", file),
                value("khoso.database.user", file).orElse("khoso"),
                value("khoso.database.password", file),
                (int) number("khoso.database.connections", file, 20, 5, 200),
                value("khoso.seal.password", file),
                (int) number("khoso.ingest.workers", file, Math.min(64, 2L * processors), 1, 64),
                (int) number("khoso.format.workers", file, Math.min(64, processors), 1, 64),
                value("khoso.tools.classpath", file).orElse(""),
                volumes,
                value("khoso.storage.policy", file).map(data::resolve),
                (int) number("khoso.copies.mbps", file, 50, 0, 100_000),
                value("khoso.reserve.bytes", file).isEmpty()
                        ? Reserve.USUAL
                        : Reserve.bytes(number("khoso.reserve.bytes", file, 0, 0, Long.MAX_VALUE)),
                address("khoso.public.url", file),
                value("khoso.archive.name", file).orElse("Kho Số"),
                value("khoso.contact", file).orElse("quantri@khoso.invalid"),
                new Settings.Fixity(
                        usualDays(file),
                        daysOf(file, volumes),
                        (int) number("khoso.fixity.sample", file, 300, 0, 1_000_000),
                        (int) number("khoso.fixity.rate", file, 0, 0, 10_000),
                        (int) number("khoso.fixity.walkers", file, Math.min(64, processors), 1, 64),
                        hours("khoso.fixity.hours", file)),
                new Settings.Backup(
                        paths("khoso.backup.media", file, data),
                        (int) number("khoso.backup.hour", file, 1, 0, 23),
                        value("khoso.backup.same-disk", file)
                                .map(Boolean::parseBoolean)
                                .orElse(false)),
                readable("khoso.format.pronom", file),
                timeStamps(file));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("Settings refused: " + String.join("; ", wrong));
        }
        return settings;
    }

    private Properties file(Path path) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
            TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
            unknown.removeAll(KEYS);
            unknown.forEach(key -> wrong.add(path.getFileName() + " names " + key + ", which does not exist"));
        }
        return properties;
    }

    private Optional<String> value(String key, Properties file) {
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(system.get(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .or(() -> Optional.ofNullable(file.getProperty(key)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private String required(String key, Properties file) {
        return value(key, file).orElseGet(() -> {
            wrong.add(key + " is missing");
            return "";
        });
    }

    private long number(String key, Properties file, long otherwise, long least, long most) {
        Optional<String> text = value(key, file);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException odd) {
            // Told below, with the range.
        }
        wrong.add(key + " is '" + text.get() + "', not a number from " + least + " to " + most);
        return otherwise;
    }

    /** {@code 90} or {@code 90, b=30}: the usual cycle first, then those of single volumes. */
    private int usualDays(Properties file) {
        String text =
                value("khoso.fixity.days", file).orElse("90").split(",", 2)[0].strip();
        return text.contains("=") ? 90 : days(text);
    }

    private Map<String, Integer> daysOf(Properties file, List<VolumePlace> volumes) {
        Map<String, Integer> days = new TreeMap<>();
        String text = value("khoso.fixity.days", file).orElse("");
        for (String one : text.split(",")) {
            String[] sides = one.strip().split("=", 2);
            if (sides.length == 2) {
                days.put(sides[0].strip(), days(sides[1].strip()));
            } else if (!text.startsWith(one)) {
                days(one.strip() + " behind a comma");
            }
        }
        Set<String> names = volumes.stream().map(VolumePlace::name).collect(Collectors.toSet());
        days.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> wrong.add("khoso.fixity.days: không có ổ nào tên '" + name
                        + "' / khoso.fixity.days names '" + name + "', which is no volume"));
        return days;
    }

    private int days(String text) {
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= THREE_YEARS) {
            return Integer.parseInt(text);
        }
        wrong.add("khoso.fixity.days is '" + text + "', not a number from 1 to " + THREE_YEARS);
        return 90;
    }

    private Optional<AuditHours> hours(String key, Properties file) {
        Optional<String> text = value(key, file);
        try {
            return text.map(AuditHours::parse);
        } catch (IllegalArgumentException odd) {
            wrong.add(key + " is '" + text.orElse("") + "', not hours such as 22:00-06:00");
            return Optional.empty();
        }
    }

    private List<Path> paths(String key, Properties file, Path data) {
        return value(key, file).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> data.resolve(text).normalize())
                .toList();
    }

    private Optional<Path> readable(String key, Properties file) {
        Optional<Path> path = value(key, file).map(Path::of).map(Path::toAbsolutePath);
        if (path.filter(one -> !Files.isRegularFile(one) || !Files.isReadable(one))
                .isPresent()) {
            wrong.add(key + " is '" + path.get() + "', not a file that can be read");
        }
        return path;
    }

    private Optional<TimeStampSource> timeStamps(Properties file) {
        Duration limit = Duration.ofSeconds(number("khoso.tsa.timeout", file, 20, 1, 120));
        Optional<Path> certificates = readable("khoso.tsa.certificates", file);
        Optional<String> text = value("khoso.tsa.url", file);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text.get());
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return Optional.of(new TimeStampSource(address, limit, certificates));
            }
        } catch (URISyntaxException odd) {
            // Told below.
        }
        wrong.add("khoso.tsa.url is '" + text.get() + "', not an address such as http://tsa.ca.gov.vn");
        return Optional.empty();
    }

    private String address(String key, Properties file) {
        String text = value(key, file).orElse(system.getOrDefault("khoso.address", "http://127.0.0.1:8080"));
        try {
            URI address = new URI(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && !text.endsWith("/")) {
                return text;
            }
        } catch (URISyntaxException odd) {
            // Told below.
        }
        wrong.add(key + " is '" + text + "', not an address such as https://luutru.tinh.gov.vn");
        return text;
    }
}
