package vn.khoso.server.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code khoso.volumes} and the settings of the S3 store. */
final class VolumePlaces {

    private static final Pattern BUCKET =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*))?/?");

    private final Path data;
    private final Function<String, Optional<String>> values;
    private final List<String> wrong;

    /**
     * @param values of keys
     * @param wrong takes what is wrong, in words for the operator
     */
    VolumePlaces(Path data, Function<String, Optional<String>> values, List<String> wrong) {
        this.data = data;
        this.values = values;
        this.wrong = wrong;
    }

    /** {@code a=/srv/a, b=s3://bucket/prefix}; two folders below the data folder when nothing is said. */
    List<VolumePlace> read() {
        Optional<String> text = values.apply("khoso.volumes");
        if (text.isEmpty()) {
            // Where the one volume of earlier versions lies, it stays.
            Path before = data.resolve("volume");
            Path own = data.resolve("volumes");
            return List.of(
                    new VolumePlace.Folder("a", Files.isDirectory(before) ? before : own.resolve("a")),
                    new VolumePlace.Folder("b", own.resolve("b")));
        }
        List<VolumePlace> places = new ArrayList<>();
        for (String one : text.get().split(",")) {
            String[] sides = one.strip().split("=", 2);
            if (sides.length < 2 || !sides[0].matches("[a-z0-9-]{1,32}") || sides[1].isBlank()) {
                wrong.add("khoso.volumes names '" + one.strip() + "', not a volume such as a=/srv/khoso-a");
            } else if (sides[1].startsWith("s3:")) {
                bucket(sides[0], sides[1]).ifPresent(places::add);
            } else {
                places.add(
                        new VolumePlace.Folder(sides[0], data.resolve(sides[1]).normalize()));
            }
        }
        return places;
    }

    private Optional<VolumePlace> bucket(String name, String text) {
        Matcher matcher = BUCKET.matcher(text);
        if (!matcher.matches()) {
            wrong.add("khoso.volumes: '" + text + "' không phải thùng chứa như s3://kho-so/tinh / '" + text
                    + "' is no bucket such as s3://kho-so/tinh");
            return Optional.empty();
        }
        String prefix = Optional.ofNullable(matcher.group(2)).orElse("");
        return Optional.of(new VolumePlace.Bucket(name, matcher.group(1), prefix, store(name)));
    }

    private VolumePlace.Store store(String name) {
        return new VolumePlace.Store(
                endpoint(),
                values.apply("khoso.s3.region").orElse("us-east-1"),
                pathStyle(),
                needed("khoso.s3.key", name),
                needed("khoso.s3.secret", name));
    }

    private String needed(String key, String name) {
        return values.apply(key).orElseGet(() -> {
            once("ổ " + name + " là một thùng chứa S3 nhưng thiếu " + key + " / volume " + name + " is a bucket, and "
                    + key + " is missing");
            return "";
        });
    }

    private boolean pathStyle() {
        String text = values.apply("khoso.s3.pathstyle").orElse("true");
        if (!text.equals("true") && !text.equals("false")) {
            once("khoso.s3.pathstyle là '" + text + "', phải là true hoặc false / is '" + text
                    + "', not true or false");
        }
        return text.equals("true");
    }

    private Optional<URI> endpoint() {
        Optional<String> text = values.apply("khoso.s3.endpoint");
        try {
            if (text.isPresent()) {
                URI address = new URI(text.get());
                boolean plain = (address.getPath() == null || address.getPath().matches("/?"))
                        && address.getUserInfo() == null
                        && address.getQuery() == null;
                if (plain
                        && address.getHost() != null
                        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                    return Optional.of(address);
                }
                once(noEndpoint(text.get()));
            }
        } catch (URISyntaxException odd) {
            once(noEndpoint(text.orElse("")));
        }
        return Optional.empty();
    }

    private static String noEndpoint(String text) {
        return "khoso.s3.endpoint là '" + text + "', không phải địa chỉ như https://s3.tinh.gov.vn / is '" + text
                + "', not an address such as https://s3.tinh.gov.vn";
    }

    private void once(String text) {
        if (!wrong.contains(text)) {
            wrong.add(text);
        }
    }
}
