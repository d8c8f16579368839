package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Found;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.PromisesParser;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/** One object of a volume. The root inventory is read once: what it says and whether it is sound come of the same bytes. */
final class FileStoredObject implements StoredObject {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Pattern SIDECAR_TEXT =
            Pattern.compile("([0-9a-f]{128})[ \t]+" + Pattern.quote(Inventory.FILE) + "\n?");
    private static final Promise DECLARED =
            new Promise(ObjectFolder.DECLARATION, sha256(ObjectFolder.DECLARATION.substring(2) + "\n"));

    private final Path ocfl;
    private final ObjectFolder object;
    private final PromisesParser parser;

    FileStoredObject(Path ocfl, ObjectFolder object, PromisesParser parser) {
        this.ocfl = ocfl;
        this.object = object;
        this.parser = parser;
    }

    /** What the newest sound inventory says, wherever it lies. */
    private record Newest(int version, Instant created, Fixity digest, List<Promise> content, List<Found> read) {}

    @Override
    public Optional<ObjectSurvey> survey() {
        Optional<Newest> newest = atRoot().or(this::elsewhere);
        if (newest.isEmpty()) {
            if (!object.exists()) {
                // An empty mount point has no objects either: only a root that says what it is can miss one.
                StorageRoot.require(ocfl);
                return Optional.empty();
            }
            return Optional.of(new ObjectSurvey(object.aip(), Optional.empty(), List.of(), List.of(), List.of()));
        }
        List<Promise> promised = promised(newest.get());
        return Optional.of(new ObjectSurvey(
                object.aip(),
                Optional.of(new ObjectSurvey.Head(
                        newest.get().version(), newest.get().created())),
                promised,
                newest.get().read(),
                extra(promised)));
    }

    @Override
    public String placeOf(PackagePath path) {
        return object.newest()
                .flatMap(found -> found.inventory().content(path))
                .map(Inventory.Content::place)
                .orElseGet(() -> object.exists() ? Inventory.FILE : ".");
    }

    @Override
    public ReadableByteChannel open(String place) {
        try {
            return FileChannel.open(object.root().resolve(place), READ);
        } catch (NoSuchFileException gone) {
            throw new ContentMissing(object.aip() + " " + place + " is not on the volume");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot open " + object.aip() + " " + place, trouble);
        }
    }

    /** The root inventory, when it agrees with its sidecar and is about this object. */
    private Optional<Newest> atRoot() {
        byte[] inventory;
        byte[] sidecar;
        try {
            inventory = ObjectFolder.read(object.root().resolve(Inventory.FILE));
            sidecar = ObjectFolder.read(object.root().resolve(Inventory.SIDECAR));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the inventory of " + object.aip(), trouble);
        }
        Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, inventory);
        if (!Inventory.sidecar(digest).equals(new String(sidecar, StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            PromisesParser.Promises said = parser.parse(inventory);
            List<Found> read = List.of(
                    new Found(Inventory.FILE, inventory.length, digest),
                    new Found(Inventory.SIDECAR, sidecar.length, Digests.fixity(DigestAlgorithm.SHA_256, sidecar)));
            return Optional.of(new Newest(said.versions(), said.created(), digest, said.content(), read))
                    .filter(one -> said.aip().equals(object.aip()));
        } catch (IOException foreign) {
            // Sealed by somebody, but not written by this archive.
            return Optional.empty();
        }
    }

    /** The newest inventory of a version folder, while the one at the root is being replaced or is damaged. */
    private Optional<Newest> elsewhere() {
        return object.newest()
                .map(found -> new Newest(
                        found.inventory().head(),
                        found.inventory().headVersion().created(),
                        found.digest(),
                        found.inventory().manifest().values().stream()
                                .map(content -> new Promise(content.place(), content.sha256()))
                                .toList(),
                        List.of()));
    }

    private List<Promise> promised(Newest newest) {
        List<Promise> promised = new ArrayList<>(newest.content().size() + 2 * newest.version() + 3);
        promised.add(DECLARED);
        // The root inventory is a copy of the newest version's (OCFL 1.1, 3.5): promised even while it is damaged.
        Fixity sidecar = sha256(Inventory.sidecar(newest.digest()));
        promised.add(new Promise(Inventory.FILE, newest.digest()));
        promised.add(new Promise(Inventory.SIDECAR, sidecar));
        for (int number = 1; number < newest.version(); number++) {
            Fixity digest = sealedBy(object.version(number));
            promised.add(new Promise("v" + number + "/" + Inventory.FILE, digest));
            promised.add(new Promise("v" + number + "/" + Inventory.SIDECAR, sha256(Inventory.sidecar(digest))));
        }
        promised.add(new Promise("v" + newest.version() + "/" + Inventory.FILE, newest.digest()));
        promised.add(new Promise("v" + newest.version() + "/" + Inventory.SIDECAR, sidecar));
        promised.addAll(newest.content());
        return promised;
    }

    /** The digest that an older version's sidecar names; when it names none, the digest of what lies beside it, so that the sidecar is found altered. */
    private static Fixity sealedBy(Path version) {
        Matcher text =
                SIDECAR_TEXT.matcher(new String(bytes(version.resolve(Inventory.SIDECAR)), StandardCharsets.UTF_8));
        return text.matches()
                ? new Fixity(DigestAlgorithm.SHA_512, text.group(1))
                : Digests.fixity(DigestAlgorithm.SHA_512, bytes(version.resolve(Inventory.FILE)));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + file.getFileName(), trouble);
        }
    }

    /** What lies there unpromised, by name alone: a promised name is not looked at twice, the audit opens it anyway. */
    private List<String> extra(List<Promise> promised) {
        Set<String> places = HashSet.newHashSet(promised.size());
        promised.forEach(promise -> places.add(promise.place()));
        List<String> extra = new ArrayList<>(0);
        try {
            extra(object.root(), "", places, extra);
        } catch (IOException | DirectoryIteratorException trouble) {
            throw new StorageUnavailable("cannot list " + object.root().getFileName(), trouble);
        }
        extra.sort(null);
        return extra;
    }

    private static void extra(Path folder, String prefix, Set<String> promised, List<String> extra) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String place = prefix + entry.getFileName();
                if (promised.contains(place)) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    extra(entry, place + "/", promised, extra);
                } else {
                    extra.add(place);
                }
            }
        }
    }

    private static Fixity sha256(String text) {
        return Digests.fixity(DigestAlgorithm.SHA_256, text.getBytes(StandardCharsets.UTF_8));
    }
}
