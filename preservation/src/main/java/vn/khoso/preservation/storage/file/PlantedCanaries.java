package vn.khoso.preservation.storage.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.preservation.storage.Canaries;
import vn.khoso.preservation.storage.Canaries.Canary;
import vn.khoso.preservation.storage.Canaries.Flaw;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryWriter;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * The canaries of a volume: two objects in {@code canary/}, beside the storage root and not in it, so that the root stays valid OCFL. What
 * they must be follows from the identity of the volume, so nothing that lies on it has to be believed.
 */
final class PlantedCanaries {

    static final String FOLDER = "canary";
    static final String DRAFT = "canary.new";

    private static final String CONTENT = "v1/content/";
    private static final Instant CREATED = Instant.parse("2000-01-01T00:00:00Z");
    private static final List<String> NAMES = List.of("intact.txt", "altered.txt", "missing.txt");
    private static final String EXTRA = CONTENT + "extra.txt";
    private static final InventoryWriter WRITER = new InventoryWriter();

    private final UUID volume;

    PlantedCanaries(UUID volume) {
        this.volume = volume;
    }

    /** Plants them where they never were; flushed. What a try that died left is thrown away. */
    void plant(Path root, DurableFiles files) {
        if (Files.exists(root.resolve(FOLDER), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path draft = root.resolve(DRAFT);
        files.discard(draft);
        List<Path> written = new ArrayList<>();
        folder(draft, files, written);
        write(draft, sound(), files, written);
        write(draft, damaged(), files, written);
        damage(draft.resolve(damaged().uuid()), files, written);
        files.force(written);
        files.move(draft, root.resolve(FOLDER));
        files.force(root);
    }

    /** What an audit must find, and nothing else. */
    List<Canary> planted() {
        return List.of(
                new Canary(sound(), digest(sound()), List.of()),
                new Canary(
                        damaged(),
                        digest(damaged()),
                        List.of(
                                new Flaw(Canaries.Kind.ALTERED, Inventory.FILE),
                                new Flaw(Canaries.Kind.ALTERED, CONTENT + NAMES.get(1)),
                                new Flaw(Canaries.Kind.MISSING, CONTENT + NAMES.get(2)),
                                new Flaw(Canaries.Kind.EXTRA, EXTRA))));
    }

    static Path place(Path root, AipId canary) {
        return root.resolve(FOLDER).resolve(canary.uuid());
    }

    private AipId sound() {
        return named("sound");
    }

    private AipId damaged() {
        return named("damaged");
    }

    private AipId named(String what) {
        return new AipId(UUID.nameUUIDFromBytes((what + " canary of " + volume).getBytes(StandardCharsets.UTF_8)));
    }

    private static void write(Path folder, AipId aip, DurableFiles files, List<Path> written) {
        Path object = folder.resolve(aip.uuid());
        folder(object, files, written);
        folder(object.resolve("v1"), files, written);
        folder(object.resolve("v1/content"), files, written);
        file(object.resolve(ObjectFolder.DECLARATION), bytes("ocfl_object_1.1\n"), files, written);
        byte[] inventory = inventory(aip);
        byte[] sidecar = bytes(Inventory.sidecar(digest(aip)));
        for (Path place : List.of(object, object.resolve("v1"))) {
            file(place.resolve(Inventory.FILE), inventory, files, written);
            file(place.resolve(Inventory.SIDECAR), sidecar, files, written);
        }
        for (String name : NAMES) {
            file(object.resolve(CONTENT + name), content(aip, name), files, written);
        }
    }

    private void damage(Path object, DurableFiles files, List<Path> written) {
        byte[] altered = content(damaged(), NAMES.get(1));
        altered[altered.length / 2] ^= 1;
        files.overwrite(object.resolve(CONTENT + NAMES.get(1)), altered);
        byte[] inventory = inventory(damaged());
        inventory[inventory.length / 2] ^= 1;
        files.overwrite(object.resolve(Inventory.FILE), inventory);
        Path missing = object.resolve(CONTENT + NAMES.get(2));
        files.discard(missing);
        written.remove(missing);
        file(object.resolve(EXTRA), bytes("Nobody promised this file.\n"), files, written);
    }

    private static void folder(Path folder, DurableFiles files, List<Path> written) {
        files.createDirectory(folder);
        written.add(folder);
    }

    private static void file(Path file, byte[] bytes, DurableFiles files, List<Path> written) {
        files.write(file, bytes);
        written.add(file);
    }

    private static byte[] content(AipId aip, String name) {
        return bytes(
                "Chim hoàng yến: tệp thử của việc kiểm tra toàn vẹn. / A canary: the audit itself is tried with this"
                        + " file.\n" + aip + " " + name + "\n");
    }

    private static byte[] inventory(AipId aip) {
        TreeMap<PackagePath, String> state = new TreeMap<>();
        TreeMap<String, Inventory.Content> contents = new TreeMap<>();
        for (String name : NAMES) {
            byte[] bytes = content(aip, name);
            Inventory.Content content = new Inventory.Content(
                    CONTENT + name,
                    bytes.length,
                    Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                    Digests.fixity(DigestAlgorithm.SHA_256, bytes));
            contents.put(content.sha512().hex(), content);
            state.put(new PackagePath(name), content.sha512().hex());
        }
        return WRITER.write(new Inventory(
                aip, contents, List.of(new Inventory.Version(CREATED, "canary", "Kho Số", "software:khoso", state))));
    }

    private static Fixity digest(AipId aip) {
        return Digests.fixity(DigestAlgorithm.SHA_512, inventory(aip));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
