package vn.khoso.preservation.crashfs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * What lies on a disk: folders and files by their numbers. Nobody changes the arrays.
 *
 * @param folders names and numbers of what is in each; the root has the number 0
 */
record Image(Map<Integer, SortedMap<String, Integer>> folders, Map<Integer, byte[]> files) {

    static final int ROOT = 0;

    static Image empty() {
        return new Image(Map.of(ROOT, new TreeMap<>()), Map.of());
    }

    /** Tells of every file, by its absolute place. */
    void walk(BiConsumer<String, byte[]> files) {
        places().forEach((place, number) -> files.accept(place, files().get(number)));
    }

    /** The first file whose place is like this. */
    Optional<Integer> find(Predicate<String> place) {
        return places().entrySet().stream()
                .filter(entry -> place.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private SortedMap<String, Integer> places() {
        SortedMap<String, Integer> places = new TreeMap<>();
        collect("", ROOT, places);
        return places;
    }

    private void collect(String place, int number, SortedMap<String, Integer> places) {
        SortedMap<String, Integer> entries = folders.get(number);
        if (entries == null) {
            places.put(place, number);
        } else {
            entries.forEach((name, entry) -> collect(place + "/" + name, entry, places));
        }
    }

    /** Equal for disks of equal names and bytes, whatever their numbers. */
    String fingerprint() {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        add(digest, ROOT);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(MessageDigest digest, int number) {
        SortedMap<String, Integer> entries = folders.get(number);
        if (entries == null) {
            byte[] bytes = files.get(number);
            digest.update(("=" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            return;
        }
        digest.update((byte) '{');
        entries.forEach((name, entry) -> {
            digest.update((name + "/").getBytes(StandardCharsets.UTF_8));
            add(digest, entry);
        });
        digest.update((byte) '}');
    }
}
