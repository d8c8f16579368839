package vn.khoso.ingest.staging;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import vn.khoso.ingest.staging.UnpackedTree.Stop;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.submission.Progress.Phase;
import vn.khoso.schemas.submission.Submission;

/**
 * Opens the container: ZIP, tar or tar.gz, known by its first bytes and not by its name. Nothing that is dangerous comes
 * through, and at most 64 MB are written before a bomb is refused.
 */
public final class Unpack implements Step<Submission, UnpackedSip> {

    private static final int HEAD = 512;
    private static final String DECLARATION = "bagit.txt";

    private final StagingArea staging;
    private final ProgressBoard board;

    public Unpack(StagingArea staging, ProgressBoard board) {
        this.staging = staging;
        this.board = board;
    }

    @Override
    public Outcome<UnpackedSip> run(Submission submission) {
        board.mark(submission.id(), Phase.UNPACK, 0, 0, 0, submission.size());
        Path work = staging.workFolder(submission.id());
        staging.requireRoomFor(submission.size());
        Path container = staging.container(submission.id());
        try {
            UnpackedTree tree = new UnpackedTree(work.resolve("files"), submission.size(), staging);
            open(container, tree);
            if (tree.findings().isEmpty() && tree.files().isEmpty()) {
                tree.find(FindingCode.CONTAINER_EMPTY, "container", "no files");
            }
            return tree.findings().isEmpty()
                    ? Outcome.passed(new UnpackedSip(submission, work, fromBagRoot(tree.files())))
                    : new Outcome.Stopped<>(tree.findings());
        } catch (IOException trouble) {
            throw StagingArea.StagingTrouble.of("cannot read the container of " + submission.id(), trouble);
        }
    }

    private static void open(Path container, UnpackedTree tree) throws IOException {
        try (FileChannel file = FileChannel.open(container, StandardOpenOption.READ)) {
            byte[] head = head(file);
            if (head.length == 0) {
                throw tree.stop(FindingCode.CONTAINER_EMPTY, "container", "no bytes");
            } else if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
                new ZipReader(file, tree).read();
            } else if (startsWith(head, 0x1f, 0x8b)) {
                tarGz(file, tree);
            } else if (TarReader.header(head)) {
                InputStream in = new BufferedInputStream(Channels.newInputStream(file), 1 << 16);
                new TarReader(in, () -> place(file), tree).read();
            } else {
                throw tree.stop(FindingCode.CONTAINER_NOT_RECOGNISED, "container", "first bytes");
            }
        } catch (EOFException early) {
            tree.find(FindingCode.CONTAINER_TRUNCATED, "container", "ends early");
        } catch (TarReader.Halted | Stop said) {
            // The finding that says why was noted before this was thrown.
            return;
        }
    }

    private static void tarGz(FileChannel file, UnpackedTree tree) throws IOException, Stop {
        try {
            InputStream plain = new GZIPInputStream(Channels.newInputStream(file), 1 << 16);
            new TarReader(plain, () -> place(file), tree).read();
        } catch (ZipException broken) {
            throw tree.stop(FindingCode.CONTAINER_CORRUPT, "container", "compressed data");
        }
    }

    private static long place(FileChannel file) {
        try {
            return file.position();
        } catch (IOException trouble) {
            throw StagingArea.StagingTrouble.of("cannot read a container", trouble);
        }
    }

    private static byte[] head(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        while (head.hasRemaining() && file.read(head, head.position()) >= 0) {
            continue;
        }
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The bag lies at the top, or in the one folder that is there (RFC 8493 leaves it open). */
    private static List<UnpackedFile> fromBagRoot(List<UnpackedFile> files) {
        boolean atTop = files.stream().anyMatch(file -> file.path().value().equals(DECLARATION));
        Optional<String> only = atTop ? Optional.empty() : onlyFolder(files);
        return only.map(folder -> files.stream()
                        .map(file -> file.at(new PackagePath(file.path().value().substring(folder.length()))))
                        .toList())
                .orElse(files);
    }

    private static Optional<String> onlyFolder(List<UnpackedFile> files) {
        String first = files.getFirst().path().value();
        int slash = first.indexOf('/');
        String folder = first.substring(0, slash + 1);
        return slash > 0 && files.stream().allMatch(file -> file.path().value().startsWith(folder))
                ? Optional.of(folder)
                : Optional.empty();
    }
}
