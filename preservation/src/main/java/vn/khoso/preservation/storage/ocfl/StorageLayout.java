package vn.khoso.preservation.storage.ocfl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * The OCFL storage root (OCFL 1.1, 4) with layout {@code 0004-hashed-n-tuple-storage-layout}: SHA-256, two tuples of two
 * digits, so 15 million objects spread over 65,536 folders of about 230. Places are relative to the root, parts joined by
 * {@code /}.
 */
public final class StorageLayout {

    public static final String NAME = "0004-hashed-n-tuple-storage-layout";
    public static final String EXTENSIONS = "extensions";

    /** Says of the root that it is one. */
    public static final String DECLARATION = "0=ocfl_1.1";

    /** Says of a folder that it is an object (OCFL 1.1, 3.3). */
    public static final String OBJECT = "0=ocfl_object_1.1";

    public static final String OBJECT_TEXT = "ocfl_object_1.1\n";

    public static final String CONFIG = EXTENSIONS + "/" + NAME + "/config.json";

    private static final String LAYOUT_FILE = "ocfl_layout.json";
    private static final Set<String> OWN_NAMES = Set.of(DECLARATION, LAYOUT_FILE, EXTENSIONS);

    private static final String LAYOUT_JSON = """
            {"extension":"%s","description":"SHA-256 of the object identifier, two tuples of two digits"}
            """.replace("%s", NAME);

    private static final String CONFIG_JSON = """
            {"extensionName":"%s","digestAlgorithm":"sha256","tupleSize":2,"numberOfTuples":2,"shortObjectRoot":false}
            """.replace("%s", NAME);

    private static final List<RootFile> FILES = List.of(
            new RootFile(DECLARATION, "ocfl_1.1\n"),
            new RootFile(LAYOUT_FILE, LAYOUT_JSON),
            new RootFile(CONFIG, CONFIG_JSON));

    private static final Pattern TUPLE = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private StorageLayout() {}

    /** A file of the root's own. @param place relative to the root */
    public record RootFile(String place, String text) {}

    /** The root's own files, in the order in which they are written. */
    public static List<RootFile> files() {
        return FILES;
    }

    /** What {@link #CONFIG} must hold, to the byte. */
    public static String config() {
        return CONFIG_JSON;
    }

    /** Whether an entry of the root is the root's own. */
    public static boolean owns(String entry) {
        return OWN_NAMES.contains(entry);
    }

    /** Where the object lies: {@code ab/cd/abcd...}. */
    public static String place(AipId aip) {
        String digest = Digests.fixity(DigestAlgorithm.SHA_256, aip.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
        return digest.substring(0, 2) + "/" + digest.substring(2, 4) + "/" + digest;
    }

    /** The first 64 bits of the digest that names an object's folder; empty when the name is no digest. */
    public static OptionalLong mark(String name) {
        return DIGEST.matcher(name).matches()
                ? OptionalLong.of(Long.parseUnsignedLong(name, 0, 16, 16))
                : OptionalLong.empty();
    }

    /** The first 64 bits of the digest that names the folder of this object. */
    public static long mark(AipId aip) {
        byte[] digest =
                Digests.of(DigestAlgorithm.SHA_256).digest(aip.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    /** Whether objects of a range may lie below an entry of the root; one that is none of ours is in the first range. */
    public static boolean within(MarkRange range, String outer) {
        return range.covers(TUPLE.matcher(outer).matches() ? Integer.parseInt(outer, 16) : 0);
    }
}
