package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.VersionPlan;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * One version being written in {@code staging/}, in a folder whose name is the intent: which object, which version.
 *
 * <p>The folder has the shape of the object root, so version 1 is published by one rename of the whole; of a later
 * version the parts are renamed one by one.
 */
final class VersionStage {

    private static final int BUFFER = 256 * 1024;
    private static final Pattern INTENT = Pattern.compile("([0-9a-f-]{36})\\.v([1-9][0-9]{0,8})");

    private final Path folder;
    private final VersionPlan plan;
    private final DurableFiles files;
    private final List<Path> written = new ArrayList<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    VersionStage(Path folder, VersionPlan plan, DurableFiles files) {
        this.folder = folder;
        this.plan = plan;
        this.files = files;
    }

    /** What the name of a folder in {@code staging/} says. */
    record Intent(AipId aip, int version) {

        String name() {
            return aip.uuid() + ".v" + version;
        }

        static Optional<Intent> named(String name) {
            Matcher matcher = INTENT.matcher(name);
            return matcher.matches()
                    ? Optional.of(new Intent(AipId.parse(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }
    }

    /**
     * Copies, hashes and flushes everything; returns the digest of the inventory.
     *
     * @throws ContentAltered when a source is not what its description promises
     */
    Fixity write(byte[] inventory) {
        Path version = folder.resolve("v" + plan.number());
        makeFolder(folder);
        makeFolder(version);
        for (VersionPlan.Copy copy : plan.sources()) {
            Path target = folder.resolve(copy.content().place());
            makeFolder(DurableFiles.above(target));
            copy(copy, target);
            written.add(target);
        }
        if (plan.number() == 1) {
            write(folder.resolve(ObjectFolder.DECLARATION), "ocfl_object_1.1\n".getBytes(StandardCharsets.UTF_8));
        }
        Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, inventory);
        byte[] sidecar = Inventory.sidecar(digest).getBytes(StandardCharsets.UTF_8);
        for (Path place : List.of(version, folder)) {
            write(place.resolve(Inventory.FILE), inventory);
            write(place.resolve(Inventory.SIDECAR), sidecar);
        }
        files.force(written);
        if (plan.number() > 1) {
            // Only its parts are published, each with the flush of the folder it goes to.
            folders.remove(folder);
        }
        files.force(List.copyOf(folders));
        return digest;
    }

    private void write(Path file, byte[] bytes) {
        files.write(file, bytes);
        written.add(file);
    }

    private void makeFolder(Path place) {
        if (!folders.contains(place)) {
            if (!place.equals(folder)) {
                makeFolder(DurableFiles.above(place));
            }
            files.createDirectory(place);
            folders.add(place);
        }
    }

    private void copy(VersionPlan.Copy copy, Path target) {
        try (FileChannel source = FileChannel.open(copy.source(), StandardOpenOption.READ)) {
            files.change("write " + copy.content().place(), () -> {
                try (FileChannel out =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    copy(source, out, copy.content());
                }
                return target;
            });
        } catch (IOException trouble) {
            throw new StorageUnavailable(
                    "cannot read what was staged for " + copy.content().place(), trouble);
        }
    }

    /** One pass over the bytes for both digests. */
    private static void copy(FileChannel source, FileChannel target, Inventory.Content promised) throws IOException {
        MessageDigest sha512 = Digests.of(DigestAlgorithm.SHA_512);
        MessageDigest sha256 = Digests.of(DigestAlgorithm.SHA_256);
        byte[] buffer = new byte[(int) Math.clamp(promised.size() + 1, 1024, BUFFER)];
        long size = 0;
        for (int count = read(source, buffer); count >= 0; count = read(source, buffer)) {
            sha512.update(buffer, 0, count);
            sha256.update(buffer, 0, count);
            size += count;
            if (size > promised.size()) {
                break;
            }
            DurableFiles.writeFully(target, ByteBuffer.wrap(buffer, 0, count));
        }
        boolean kept = size == promised.size()
                && Fixity.of(DigestAlgorithm.SHA_512, sha512.digest()).equals(promised.sha512())
                && Fixity.of(DigestAlgorithm.SHA_256, sha256.digest()).equals(promised.sha256());
        if (!kept) {
            throw new ContentAltered("what was staged for " + promised.place() + " is not what was described");
        }
    }

    private static int read(FileChannel source, byte[] buffer) throws IOException {
        return source.read(ByteBuffer.wrap(buffer));
    }
}
