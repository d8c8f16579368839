package vn.khoso.preservation.storage.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.storage.file.StracedChild.Call;

/**
 * What a power cut may take: bytes and names that were not flushed. Follows the calls of a run and tells where something
 * became visible, or was acknowledged, before it was on the medium.
 */
final class FlushOrder {

    private static final Pattern PATH = Pattern.compile("\"(/volume[^\"]*)\"");
    private static final Pattern DESCRIPTOR = Pattern.compile("^[a-z0-9_]+\\(<(/volume[^>]*)>");

    private final Set<String> bytes = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();

    private FlushOrder() {}

    static List<String> violations(List<Call> calls) {
        FlushOrder order = new FlushOrder();
        calls.forEach(order::follow);
        return order.violations;
    }

    private void follow(Call call) {
        List<String> paths =
                PATH.matcher(call.text()).results().map(found -> found.group(1)).toList();
        switch (call.name()) {
            case "openat", "open", "creat", "mkdir", "mkdirat" -> names.add(above(paths.getFirst()));
            case "unlink", "unlinkat", "rmdir" -> {
                bytes.removeIf(path -> within(path, paths.getFirst()));
                names.removeIf(path -> within(path, paths.getFirst()));
                names.add(above(paths.getFirst()));
            }
            case "rename", "renameat", "renameat2" -> rename(paths.getFirst(), paths.getLast());
            case "fsync", "fdatasync" -> flush(descriptor(call));
            default -> {
                if (call.text().contains("\"ACK ")) {
                    acknowledge();
                } else {
                    bytes.add(descriptor(call));
                }
            }
        }
    }

    private void flush(String path) {
        bytes.remove(path);
        names.remove(path);
    }

    private void rename(String from, String to) {
        if (to.startsWith("/volume/ocfl/")) {
            complain("visible before it was flushed", bytes, from);
            complain("visible before its names were flushed", names, from);
            if (to.endsWith("/inventory.json") && names.contains(above(to))) {
                violations.add("the root inventory names a version whose folder is not flushed: " + to);
            }
        }
        move(bytes, from, to);
        move(names, from, to);
        names.add(above(to));
    }

    private void acknowledge() {
        complain("acknowledged before it was flushed", bytes, "/volume/ocfl");
        complain("acknowledged before its names were flushed", names, "/volume/ocfl");
        complain("acknowledged before its names were flushed", names, "/volume/quarantine");
        complain("acknowledged before it was flushed", bytes, "/volume/journal");
        complain("acknowledged before its names were flushed", names, "/volume/journal");
    }

    private void complain(String what, Set<String> open, String under) {
        open.stream().filter(path -> within(path, under)).forEach(path -> violations.add(what + ": " + path));
    }

    private static void move(Set<String> paths, String from, String to) {
        List<String> moved = paths.stream().filter(path -> within(path, from)).toList();
        moved.forEach(paths::remove);
        moved.forEach(path -> paths.add(to + path.substring(from.length())));
    }

    private static boolean within(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String descriptor(Call call) {
        Matcher matcher = DESCRIPTOR.matcher(call.text());
        if (!matcher.find()) {
            throw new IllegalStateException("which file? " + call);
        }
        return matcher.group(1);
    }
}
