package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
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

    private static final Logger LOG = LoggerFactory.getLogger(PlantedCanaries.class);
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
        for (AipId aip : List.of(sound(), damaged())) {
            Path object = draft.resolve(aip.uuid());
            folder(object, files, written);
            folder(object.resolve("v1"), files, written);
            folder(object.resolve("v1/content"), files, written);
        }
        lying().forEach((place, bytes) -> file(draft.resolve(place), bytes, files, written));
        files.force(written);
        files.move(draft, root.resolve(FOLDER));
        files.force(root);
    }

    /** The same on a volume that can do without: one that takes no writes just now is used all the same. */
    void plantIfPossible(Path root, DurableFiles files) {
        try {
            plant(root, files);
        } catch (ArchiveFault trouble) {
            LOG.warn("Volume {} has no canaries yet: {}", volume, trouble.getMessage());
        }
    }

    /**
     * Compares what lies there with what was planted, byte by byte and without the reader that is tried. When it differs, it is set
     * aside into {@code quarantine/} and planted anew.
     *
     * @return whether it differed
     */
    boolean replant(Path root, DurableFiles files) {
        Path folder = root.resolve(FOLDER);
        if (asPlanted(folder)) {
            return false;
        }
        LOG.error("The canaries of volume {} are not as they were planted; they are planted anew", volume);
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path quarantine = root.resolve("quarantine");
            files.move(folder, freePlace(quarantine));
            files.force(List.of(quarantine, root));
        }
        plant(root, files);
        return true;
    }

    private static Path freePlace(Path quarantine) {
        for (int count = 1; ; count++) {
            Path place = quarantine.resolve(FOLDER + "." + count);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return place;
            }
        }
    }

    /** What cannot be read is not as it was planted either. */
    private boolean asPlanted(Path folder) {
        Map<String, byte[]> right = lying();
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> found = tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
            for (Path file : found) {
                Optional<byte[]> bytes =
                        Optional.ofNullable(right.remove(folder.relativize(file).toString()));
                if (bytes.isEmpty()
                        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        || Files.size(file) != bytes.get().length
                        || !Arrays.equals(Files.readAllBytes(file), bytes.get())) {
                    return false;
                }
            }
            return right.isEmpty();
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.warn("The canaries of volume {} cannot be read: {}", volume, unreadable.getMessage());
            return false;
        }
    }

    /** All files as they are to lie in the folder, the damaged ones damaged. */
    private Map<String, byte[]> lying() {
        Map<String, byte[]> lying = new TreeMap<>();
        for (AipId aip : List.of(sound(), damaged())) {
            lying.put(at(aip, ObjectFolder.DECLARATION), bytes("ocfl_object_1.1\n"));
            for (String folder : List.of("", "v1/")) {
                lying.put(at(aip, folder + Inventory.FILE), inventory(aip));
                lying.put(at(aip, folder + Inventory.SIDECAR), bytes(Inventory.sidecar(digest(aip))));
            }
            for (String name : NAMES) {
                lying.put(at(aip, CONTENT + name), content(aip, name));
            }
        }
        lying.put(at(damaged(), CONTENT + NAMES.get(1)), flipped(content(damaged(), NAMES.get(1))));
        lying.put(at(damaged(), Inventory.FILE), flipped(inventory(damaged())));
        lying.remove(at(damaged(), CONTENT + NAMES.get(2)));
        lying.put(at(damaged(), EXTRA), bytes("Nobody promised this file.\n"));
        return lying;
    }

    private static String at(AipId aip, String place) {
        return aip.uuid() + "/" + place;
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[bytes.length / 2] ^= 1;
        return bytes;
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
