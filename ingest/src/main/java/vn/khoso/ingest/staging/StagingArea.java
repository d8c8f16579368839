package vn.khoso.ingest.staging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;

/**
 * The folder in which submissions lie until they are concluded, one folder each, named by the archive.
 *
 * <p>No name that a stranger chose ever becomes a name on this disk: the container is {@code container}, and what comes out
 * of it is numbered. Throws {@code StorageUnavailable} and {@code StorageFull} for trouble of the disk.
 */
public final class StagingArea {

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final IngestLimits limits;
    private final Supplier<OptionalLong> keptRoom;

    /**
     * @param root made when it is missing; may be on any volume, best that of the storage
     * @param keptRoom bytes that every volume of the archive can still take, so that nothing is let in that could only wait; empty
     *     while no volume answers, which is not about room
     */
    public StagingArea(Path root, IngestLimits limits, Supplier<OptionalLong> keptRoom) {
        this.root = root.toAbsolutePath().normalize();
        this.limits = limits;
        this.keptRoom = keptRoom;
    }

    public IngestLimits limits() {
        return limits;
    }

    /** What came of reading a delivery. */
    public sealed interface Arrival {
        /** All bytes are on disk, flushed. */
        record Complete(long size, Fixity sha256) implements Arrival {}

        /** More bytes than the limit; nothing was kept. */
        record TooLarge(long limit) implements Arrival {}

        /** Not as many bytes as announced; nothing was kept. */
        record LengthDiffers(long announced, long received) implements Arrival {}
    }

    /** Reads the stream to its end onto disk, hashing as it goes, and flushes file and folders before it returns. */
    public Arrival receive(SipId sip, InputStream bytes, OptionalLong announced) {
        if (announced.isPresent() && announced.getAsLong() > limits.containerBytes()) {
            return new Arrival.TooLarge(limits.containerBytes());
        }
        Path folder = folder(sip);
        try {
            Files.createDirectories(root);
            requireRoom(announced.orElse(0));
            Files.createDirectories(folder);
        } catch (IOException trouble) {
            throw StagingTrouble.of("no staging folder for " + sip, trouble);
        }
        Arrival arrival = write(sip, bytes, announced);
        if (!(arrival instanceof Arrival.Complete)) {
            discard(sip);
        }
        return arrival;
    }

    private Arrival write(SipId sip, InputStream bytes, OptionalLong announced) {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (FileChannel out = FileChannel.open(
                container(sip),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            for (int read = next(bytes, buffer); read >= 0; read = next(bytes, buffer)) {
                size += read;
                if (size > limits.containerBytes()) {
                    return new Arrival.TooLarge(limits.containerBytes());
                }
                digest.update(buffer, 0, read);
                for (ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read); chunk.hasRemaining(); ) {
                    out.write(chunk);
                }
            }
            if (announced.isPresent() && announced.getAsLong() != size) {
                return new Arrival.LengthDiffers(announced.getAsLong(), size);
            }
            out.force(true);
        } catch (ConnectionLost lost) {
            return new Arrival.LengthDiffers(announced.orElse(-1), size);
        } catch (IOException trouble) {
            discard(sip);
            throw StagingTrouble.of("cannot keep the delivery " + sip, trouble);
        }
        flushFolder(folder(sip));
        flushFolder(root);
        return new Arrival.Complete(size, Fixity.of(DigestAlgorithm.SHA_256, digest.digest()));
    }

    /** The sender's side failing is not the disk's: the two must not be mixed. */
    private static int next(InputStream bytes, byte[] buffer) throws ConnectionLost {
        try {
            return bytes.read(buffer);
        } catch (IOException lost) {
            throw new ConnectionLost(lost);
        }
    }

    private static final class ConnectionLost extends IOException {
        private static final long serialVersionUID = 1L;

        ConnectionLost(IOException cause) {
            super(cause);
        }
    }

    private void requireRoom(long coming) throws IOException {
        // Not by Files.getFileStore, which reads the table of all mounts for every question. 0 also says "cannot tell".
        long free = root.toFile().getUsableSpace();
        if (free == 0 && !Files.isWritable(root)) {
            throw new IOException("the staging folder does not tell its free space");
        }
        if (free - coming < limits.reserveBytes()) {
            throw new NoRoom("beyond the reserve: " + free + " bytes are free");
        }
        OptionalLong kept = keptRoom.get();
        if (kept.isPresent() && kept.getAsLong() <= coming) {
            throw new NoRoom("on the volumes: " + kept.getAsLong() + " bytes are left above their reserve");
        }
    }

    /**
     * Asked before and while a container is unpacked: the reserve is the journal's, not a package's.
     *
     * @throws ArchiveFault.StorageFull when so many bytes more would eat into it, here or on a volume
     */
    void requireRoomFor(long bytes) {
        try {
            requireRoom(bytes);
        } catch (IOException trouble) {
            throw StagingTrouble.of("no room to work on a delivery", trouble);
        }
    }

    /** Whether this disk or a volume is down to its reserve, so that no package at all can be worked on. */
    public boolean full() {
        try {
            requireRoom(0);
            return false;
        } catch (IOException down) {
            return true;
        }
    }

    /** Little space is left: logging and disposal must still work, so deposits stop first (F-04). */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom(String where) {
            super("No space left on device " + where);
        }
    }

    /** The container as it came. */
    public Path container(SipId sip) {
        return folder(sip).resolve("container");
    }

    /** A fresh, empty folder for what a try of this submission writes; what an earlier try left there is removed. */
    public Path workFolder(SipId sip) {
        Path work = folder(sip).resolve("work");
        try {
            remove(work);
            return Files.createDirectories(work);
        } catch (IOException trouble) {
            throw StagingTrouble.of("no work folder for " + sip, trouble);
        }
    }

    /** Removes what a try wrote and leaves the container, so that a submission that waits takes no room. */
    public void clearWork(SipId sip) {
        try {
            remove(folder(sip).resolve("work"));
        } catch (IOException trouble) {
            throw StagingTrouble.of("cannot clear the work folder of " + sip, trouble);
        }
    }

    /** Removes all that lies here of a submission; doing it twice does nothing. */
    public void discard(SipId sip) {
        try {
            remove(folder(sip));
        } catch (IOException trouble) {
            throw StagingTrouble.of("cannot clear the staging folder of " + sip, trouble);
        }
    }

    /** The submissions of which something lies here, oldest first. */
    public List<SipId> present() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> SipId.parse(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException trouble) {
            throw StagingTrouble.of("cannot list the staging folder", trouble);
        }
    }

    private Path folder(SipId sip) {
        return root.resolve(sip.uuid());
    }

    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException trouble) {
            throw StagingTrouble.of("cannot flush a staging folder", trouble);
        }
    }

    private static void remove(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path dir, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            // Removed before, or never made: that is what was asked for.
            return;
        }
    }

    /** Turns trouble of the disk into the archive's words. */
    static final class StagingTrouble {
        private StagingTrouble() {}

        static ArchiveFault of(String what, IOException trouble) {
            String message = String.valueOf(trouble.getMessage());
            return message.contains("No space left on device") || message.contains("Disk quota exceeded")
                    ? new ArchiveFault.StorageFull(what, trouble)
                    : new ArchiveFault.StorageUnavailable(what, trouble);
        }
    }
}
