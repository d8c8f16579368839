package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** The objects of a {@link Volume} for audits. Content is promised by its SHA-256, which is read twice as fast as SHA-512. */
public final class FileStoredObjects implements StoredObjects {

    private static final Pattern SIDECAR_TEXT = Pattern.compile("([0-9a-f]{128})[ \t]+" + Pattern.quote(Inventory.FILE) + "\n?");

    private final Volume volume;
    private final FileArchivalStorage storage;
    private final InventoryParser parser = new InventoryParser();

    public FileStoredObjects(Volume volume) {
        this.volume = volume;
        this.storage = FileArchivalStorage.reading(volume);
    }

    @Override
    public Stream<AipId> all() {
        return storage.all();
    }

    @Override
    public Optional<ObjectSurvey> survey(AipId aip) {
        ObjectFolder object = object(aip);
        if (!object.exists()) {
            // An empty mount point has no objects either: only a root that says what it is can miss one.
            StorageRoot.require(volume.ocfl());
            return Optional.empty();
        }
        List<String> present = present(object.root());
        Optional<ObjectFolder.Sealed> newest = object.newest();
        return Optional.of(newest.isEmpty()
                ? new ObjectSurvey(aip, Optional.empty(), List.of(), present)
                : new ObjectSurvey(
                        aip,
                        Optional.of(new ObjectSurvey.Head(
                                newest.get().inventory().head(), newest.get().inventory().headVersion().created())),
                        promised(object, newest.get()),
                        present));
    }

    @Override
    public ReadableByteChannel open(AipId aip, String place) {
        try {
            return FileChannel.open(object(aip).root().resolve(place), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            throw new ContentMissing(aip + " " + place + " is not on the volume");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot open " + aip + " " + place, trouble);
        }
    }

    private static List<Promise> promised(ObjectFolder object, ObjectFolder.Sealed newest) {
        List<Promise> promised = new ArrayList<>();
        promised.add(new Promise(ObjectFolder.DECLARATION, sha256(ObjectFolder.DECLARATION.substring(2) + "\n")));
        // The root inventory is a copy of the newest version's (OCFL 1.1, 3.5): promised even while it is damaged.
        promised.add(new Promise(Inventory.FILE, newest.digest()));
        promised.add(new Promise(Inventory.SIDECAR, sha256(Inventory.sidecar(newest.digest()))));
        for (int number = 1; number <= newest.inventory().head(); number++) {
            Fixity digest = number == newest.inventory().head() ? newest.digest() : sealedBy(object.version(number));
            promised.add(new Promise("v" + number + "/" + Inventory.FILE, digest));
            promised.add(new Promise("v" + number + "/" + Inventory.SIDECAR, sha256(Inventory.sidecar(digest))));
        }
        newest.inventory().manifest().values().forEach(content -> promised.add(new Promise(content.place(), content.sha256())));
        return promised;
    }

    /** The digest that an older version's sidecar names; when it names none, the digest of what lies beside it, so that the sidecar is found altered. */
    private static Fixity sealedBy(Path version) {
        Matcher text = SIDECAR_TEXT.matcher(new String(bytes(version.resolve(Inventory.SIDECAR)), StandardCharsets.UTF_8));
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

    private static List<String> present(Path root) {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> root.relativize(entry).toString())
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException trouble) {
            throw new StorageUnavailable(
                    "cannot list " + root.getFileName(), trouble);
        }
    }

    private static Fixity sha256(String text) {
        return Digests.fixity(DigestAlgorithm.SHA_256, text.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectFolder object(AipId aip) {
        return new ObjectFolder(StorageRoot.place(volume.ocfl(), aip), aip, parser);
    }
}
