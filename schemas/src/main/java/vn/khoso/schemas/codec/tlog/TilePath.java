package vn.khoso.schemas.codec.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile lies (C2SP tlog-tiles): {@code tile/<L>/<N>}, {@code .p/<W>} behind it while it is not full.
 *
 * @param level of the tile, 0 to 5: a hash in it stands for {@code 256^level} entries
 * @param index of the tile in its level, from 0
 * @param width hashes in it, 1 to 256
 */
public record TilePath(int level, long index, int width) {

    /** Hashes in a full tile. */
    public static final int FULL = 256;

    /** Levels of the tree in one tile. */
    public static final int HEIGHT = 8;

    /** The highest level of tiles: 2^48 entries are below one hash of it. */
    public static final int TOP = 5;

    private static final Pattern FORM =
            Pattern.compile("tile/([0-5])/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
    private static final int GROUP = 1_000;

    public TilePath {
        if (level < 0 || level > TOP || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** The full tile. */
    public static TilePath full(int level, long index) {
        return new TilePath(level, index, FULL);
    }

    /** @throws IllegalArgumentException when it is not the one spelling of a tile's path */
    public static TilePath parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no path of a tile");
        }
        String digits = matcher.group(2).replace("x", "").replace("/", "");
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        TilePath path = new TilePath(Integer.parseInt(matcher.group(1)), Long.parseLong(digits), width);
        if (!path.text().equals(text)) {
            throw new IllegalArgumentException("no path of a tile");
        }
        return path;
    }

    public boolean full() {
        return width == FULL;
    }

    /** For example {@code tile/0/x001/x234/067.p/8}. */
    public String text() {
        List<String> parts = new ArrayList<>();
        long rest = index;
        do {
            String digits = Long.toString(rest % GROUP);
            parts.addFirst((parts.isEmpty() ? "" : "x") + "0".repeat(3 - digits.length()) + digits);
            rest /= GROUP;
        } while (rest > 0);
        return "tile/" + level + "/" + String.join("/", parts) + (full() ? "" : ".p/" + width);
    }

    @Override
    public String toString() {
        return text();
    }
}
