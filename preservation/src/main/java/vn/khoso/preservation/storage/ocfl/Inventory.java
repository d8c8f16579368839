package vn.khoso.preservation.storage.ocfl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.khoso.schemas.aip.StoredFile;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * What an OCFL inventory says (OCFL 1.1, 3.5), as far as we write it: every content lies once.
 *
 * @param manifest content by its SHA-512
 * @param versions oldest first; the last is the head
 */
public record Inventory(AipId aip, SortedMap<String, Content> manifest, List<Version> versions) {

    /** Name of the file, in the object root and in every version folder. */
    public static final String FILE = "inventory.json";

    public static final String SIDECAR = "inventory.json.sha512";

    public Inventory {
        manifest = Collections.unmodifiableSortedMap(new TreeMap<>(manifest));
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("an inventory without versions: " + aip);
        }
        for (Version version : versions) {
            if (!manifest.keySet().containsAll(version.state().values())) {
                throw new IllegalArgumentException("a state that names content which the manifest lacks: " + aip);
            }
        }
    }

    /**
     * Bytes on the medium.
     *
     * @param place relative to the object root, {@code v1/content/...}
     */
    public record Content(String place, long size, Fixity sha512, Fixity sha256) {

        boolean liesIn(int version) {
            return place.startsWith("v" + version + "/");
        }
    }

    /**
     * One version block.
     *
     * @param state SHA-512 by logical path
     */
    public record Version(
            Instant created,
            String message,
            String userName,
            String userAddress,
            SortedMap<PackagePath, String> state) {
        public Version {
            state = Collections.unmodifiableSortedMap(new TreeMap<>(state));
        }
    }

    /** Number of the newest version, from 1. */
    public int head() {
        return versions.size();
    }

    public Version headVersion() {
        return versions.getLast();
    }

    public Optional<Content> content(PackagePath path) {
        return Optional.ofNullable(headVersion().state().get(path)).map(this::contentOf);
    }

    /** Content that came with a version, sorted by digest. */
    public Stream<Content> contentOf(int version) {
        return manifest.values().stream().filter(content -> content.liesIn(version));
    }

    private Content contentOf(String sha512) {
        Content content = manifest.get(sha512);
        if (content == null) {
            throw new IllegalStateException("checked when it was made: " + sha512);
        }
        return content;
    }

    /** The inventory of a new object. */
    static Inventory first(AipId aip, List<Content> contents, Version version) {
        return grown(aip, new TreeMap<>(), contents, List.of(), version);
    }

    /** This inventory with one more version. */
    Inventory with(List<Content> added, Version version) {
        return grown(aip, new TreeMap<>(manifest), added, versions, version);
    }

    private static Inventory grown(
            AipId aip,
            SortedMap<String, Content> manifest,
            List<Content> added,
            List<Version> before,
            Version version) {
        added.forEach(content -> manifest.put(content.sha512().hex(), content));
        List<Version> longer = new ArrayList<>(before);
        longer.add(version);
        return new Inventory(aip, manifest, longer);
    }

    public StoredVersion stored(Fixity rootDigest) {
        List<StoredFile> files = new ArrayList<>();
        for (Map.Entry<PackagePath, String> one : headVersion().state().entrySet()) {
            Content content = contentOf(one.getValue());
            files.add(new StoredFile(one.getKey(), content.size(), content.sha256(), content.sha512()));
        }
        return new StoredVersion(aip, head(), rootDigest, headVersion().created(), files);
    }

    /** What the sidecar says (OCFL 1.1, 3.7). */
    public static String sidecar(Fixity digest) {
        return digest.hex() + "  " + FILE + "\n";
    }

    static Fixity sha512(String hex) {
        return new Fixity(DigestAlgorithm.SHA_512, hex);
    }

    static Fixity sha256(String hex) {
        return new Fixity(DigestAlgorithm.SHA_256, hex);
    }
}
