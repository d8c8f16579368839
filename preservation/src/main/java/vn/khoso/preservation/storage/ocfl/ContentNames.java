package vn.khoso.preservation.storage.ocfl;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Chooses content paths that every file system can hold, whatever a depositor called his files.
 *
 * <p>The inventory keeps the name as it came; on the medium a part that is not plain ASCII, is long, or is special
 * somewhere gets a name made of its digest. Otherwise an NFD name would not survive a copy over a Mac, a Vietnamese one
 * not a server started in the C locale, and two names that differ in case only not a copy to Windows.
 */
final class ContentNames {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Pattern SUFFIX = Pattern.compile("\\.[A-Za-z0-9]{1,8}$");
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final int MAX_LENGTH = 400;
    private static final int DIGITS = 40;

    private final String folder;
    private final Set<String> taken = new HashSet<>();

    /** @param version whose content the names are for */
    ContentNames(int version) {
        this.folder = "v" + version + "/content/";
    }

    /** A new content path, relative to the object root, different from all given before even when case is ignored. */
    String next(PackagePath path) {
        String plain =
                Stream.of(path.value().split("/")).map(ContentNames::part).collect(Collectors.joining("/"));
        if (plain.length() <= MAX_LENGTH && free(plain)) {
            return folder + take(plain);
        }
        return folder + take("_" + digest(path.value(), 64) + suffix(path.value()));
    }

    private boolean free(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        // A file must not lie where a folder is needed, nor the other way about.
        return !taken.contains(lower)
                && !taken.contains(lower + "/")
                && parents(lower).stream()
                        .noneMatch(parent -> taken.contains(parent.substring(0, parent.length() - 1)));
    }

    private String take(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        taken.add(lower);
        taken.addAll(parents(lower));
        return path;
    }

    private static List<String> parents(String path) {
        return Stream.iterate(path.lastIndexOf('/'), at -> at > 0, at -> path.lastIndexOf('/', at - 1))
                .map(at -> path.substring(0, at + 1))
                .toList();
    }

    private static String part(String name) {
        boolean plain = PLAIN.matcher(name).matches()
                && !name.endsWith(".")
                && !DEVICE.matcher(name).matches();
        return plain ? name : "_" + digest(name, DIGITS) + suffix(name);
    }

    private static String suffix(String name) {
        Matcher matcher = SUFFIX.matcher(name);
        return matcher.find() ? matcher.group() : "";
    }

    private static String digest(String name, int digits) {
        return Digests.fixity(DigestAlgorithm.SHA_256, name.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, digits);
    }
}
