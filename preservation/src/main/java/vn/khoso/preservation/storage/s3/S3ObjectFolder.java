package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** Reads the keys of one OCFL object (OCFL 1.1, 3); judges nothing but whether an inventory agrees with its sidecar. */
final class S3ObjectFolder {

    private static final Pattern INVENTORY = Pattern.compile("(v[1-9][0-9]{0,8}/)?" + Pattern.quote(Inventory.FILE));
    private static final String SIDECAR_ENDING = Inventory.SIDECAR.substring(Inventory.FILE.length());
    private static final Pattern VERSION = Pattern.compile("v([1-9][0-9]{0,8})/.*");

    private final S3Bucket bucket;
    private final AipId aip;
    private final InventoryParser parser;

    S3ObjectFolder(S3Bucket bucket, AipId aip, InventoryParser parser) {
        this.bucket = bucket;
        this.aip = aip;
        this.parser = parser;
    }

    /** An inventory that agrees with its sidecar. @param digest SHA-512 of its bytes @param tag of the inventory's key */
    record Sealed(Inventory inventory, Fixity digest, byte[] bytes, String tag) {}

    AipId aip() {
        return aip;
    }

    /** The key of a place in the object. */
    String key(String place) {
        return root() + place;
    }

    String root() {
        return S3Volume.OCFL + StorageLayout.place(aip) + "/";
    }

    String version(int number) {
        return key("v" + number + "/");
    }

    /** Places of everything that lies there. */
    List<String> places() {
        String root = root();
        return bucket.keys(root).stream()
                .map(key -> key.substring(root.length()))
                .toList();
    }

    /** The root inventory; empty when it is missing, altered, or does not agree with its sidecar. */
    Optional<Sealed> current() {
        return sealed(root());
    }

    /** The inventory of a version, empty also when it is not about that version. */
    Optional<Sealed> ofVersion(int number) {
        return sealed(version(number)).filter(one -> one.inventory().head() == number);
    }

    /**
     * The newest version that can be seen: by the root inventory, or, while that is being replaced or when it was damaged, by
     * the newest sealed one of a version. Content of a version without its sidecar is not there yet.
     */
    Optional<Sealed> newest() {
        Optional<Sealed> current = current();
        return current.isPresent() ? current : newestOfVersions(places());
    }

    Optional<Sealed> newestOfVersions(List<String> places) {
        return versions(places).stream()
                .flatMap(number -> ofVersion(number).stream())
                .findFirst();
    }

    /** Numbers of versions of which anything is there, newest first. */
    static List<Integer> versions(List<String> places) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String place : places) {
            Matcher matcher = VERSION.matcher(place);
            if (matcher.matches()) {
                numbers.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return List.copyOf(numbers.descendingSet());
    }

    /** Whether some version may have been seen: remains without an inventory and its sidecar were never more than an attempt. */
    static boolean published(List<String> places) {
        Set<String> all = Set.copyOf(places);
        return places.stream()
                .filter(place -> INVENTORY.matcher(place).matches())
                .anyMatch(place -> all.contains(place + SIDECAR_ENDING));
    }

    /** Whether what this version added is what its inventory promises. @throws ContentAltered and ContentMissing when it is not */
    void checkContentOf(Inventory inventory) {
        inventory
                .contentOf(inventory.head())
                .forEach(one -> S3VerifiedRead.of(
                                bucket, key(one.place()), aip + " " + one.place(), one.size(), one.sha256())
                        .drain());
    }

    private Optional<Sealed> sealed(String folder) {
        Optional<S3Read> read = S3Read.of(bucket, folder + Inventory.FILE);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = S3Volume.bytes(read.get());
        Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, bytes);
        boolean agrees = S3Read.of(bucket, folder + Inventory.SIDECAR)
                .map(S3Volume::bytes)
                .filter(sidecar -> Inventory.sidecar(digest).equals(new String(sidecar, StandardCharsets.UTF_8)))
                .isPresent();
        if (!agrees) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sealed(
                            parser.parse(bytes), digest, bytes, read.get().tag()))
                    .filter(one -> one.inventory().aip().equals(aip));
        } catch (IOException foreign) {
            // Sealed by somebody, but not written by this archive.
            return Optional.empty();
        }
    }
}
