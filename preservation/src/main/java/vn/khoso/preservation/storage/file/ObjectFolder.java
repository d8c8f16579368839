package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** Reads one OCFL object folder (OCFL 1.1, 3); judges nothing but whether an inventory agrees with its sidecar. */
final class ObjectFolder {

    static final String DECLARATION = StorageLayout.OBJECT;

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final AipId aip;
    private final InventoryParser parser;

    ObjectFolder(Path root, AipId aip, InventoryParser parser) {
        this.root = root;
        this.aip = aip;
        this.parser = parser;
    }

    /**
     * An inventory that agrees with its sidecar.
     *
     * @param digest SHA-512 of its bytes
     */
    record Sealed(Inventory inventory, Fixity digest, byte[] bytes) {}

    Path root() {
        return root;
    }

    AipId aip() {
        return aip;
    }

    /** Whether the sidecar of the root inventory names this digest. */
    boolean isSealedBy(Fixity digest) {
        try {
            return Inventory.sidecar(digest).equals(text(root.resolve(Inventory.SIDECAR)));
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the sidecar of " + aip, trouble);
        }
    }

    boolean exists() {
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether its declaration is there and says what it must (OCFL 1.1, 3.3): without it other software sees no object. */
    boolean isDeclared() {
        try {
            return Arrays.equals(
                    read(root.resolve(StorageLayout.OBJECT)),
                    StorageLayout.OBJECT_TEXT.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the declaration of " + aip, trouble);
        }
    }

    Path version(int number) {
        return root.resolve("v" + number);
    }

    Path content(Inventory.Content content) {
        return root.resolve(content.place());
    }

    /** The root inventory; empty when it is missing, altered, or does not agree with its sidecar. */
    Optional<Sealed> current() {
        return sealed(root);
    }

    /** The inventory in a version folder, empty also when it is not about that version. */
    Optional<Sealed> ofVersion(int number) {
        return sealed(version(number)).filter(one -> one.inventory().head() == number);
    }

    /**
     * The newest state that can be read: the root inventory, or, while it is being replaced or when it was damaged, the
     * newest inventory of a version folder.
     */
    Optional<Sealed> newest() {
        Optional<Sealed> current = current();
        return current.isPresent()
                ? current
                : versionNumbers().stream()
                        .flatMap(number -> ofVersion(number).stream())
                        .findFirst();
    }

    /**
     * Reads what the newest version of an inventory added.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when it is not what the inventory promises
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when a file is not there
     */
    void checkContentOf(Inventory inventory) {
        inventory
                .contentOf(inventory.head())
                .forEach(one -> VerifiedRead.check(content(one), aip + " " + one.place(), one.size(), one.sha256()));
    }

    /**
     * Reads what older versions added, and the inventories of all of them.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when something is not what was promised
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when a file is not there
     */
    void checkOlderThan(Inventory inventory) {
        for (int number = 1; number < inventory.head(); number++) {
            inventory
                    .contentOf(number)
                    .forEach(
                            one -> VerifiedRead.check(content(one), aip + " " + one.place(), one.size(), one.sha256()));
            if (ofVersion(number).isEmpty()) {
                throw new ContentAltered(aip + ": the inventory of version " + number + " cannot be trusted");
            }
        }
    }

    /** Numbers of the version folders, newest first. */
    List<Integer> versionNumbers() {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "v*")) {
            for (Path entry : entries) {
                String digits = entry.getFileName().toString().substring(1);
                if (digits.matches("[1-9][0-9]{0,8}")) {
                    numbers.add(Integer.parseInt(digits));
                }
            }
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list the versions of " + aip, trouble);
        }
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    private Optional<Sealed> sealed(Path folder) {
        byte[] bytes;
        String sidecar;
        try {
            bytes = read(folder.resolve(Inventory.FILE));
            sidecar = text(folder.resolve(Inventory.SIDECAR));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read the inventory of " + aip, trouble);
        }
        Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, bytes);
        if (!Inventory.sidecar(digest).equals(sidecar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Sealed(parser.parse(bytes), digest, bytes))
                    .filter(one -> one.inventory().aip().equals(aip));
        } catch (IOException foreign) {
            // Sealed by somebody, but not written by this archive.
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    /** The bytes of a file; no link is followed. */
    static byte[] read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            // Whoever writes to it meanwhile leaves it in disagreement with its sidecar: that is not hidden by reading
            // on.
            return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
        }
    }
}
