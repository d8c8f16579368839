package vn.khoso.ingest.bag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.preservation.fault.ArchiveFault;

/**
 * bagit-java as second judge, asked in a worker process.
 *
 * <p>It wants a folder with the bag's own names, so one is laid out by hard links: no byte is copied. Every name in it was
 * judged before, when the container was opened.
 */
public final class BagitJavaJudge implements SecondJudge {

    private final Isolation isolation;

    public BagitJavaJudge(Isolation isolation) {
        this.isolation = isolation;
    }

    /** A worker process that runs {@link BagitJava#answer}; empty when it gave up on the bag. */
    @FunctionalInterface
    public interface Isolation {
        Optional<byte[]> ask(Path file, byte[] question);
    }

    @Override
    public Opinion judge(List<UnpackedFile> files, Path work) {
        try {
            for (UnpackedFile file : files) {
                Path place = work.resolve(file.path().value());
                Files.createDirectories(place.getParent());
                Files.createLink(place, file.bytes());
            }
        } catch (InvalidPathException unwritable) {
            // A JVM that was started without a UTF-8 locale cannot write Vietnamese names.
            return silent("the names cannot be laid out on this system");
        } catch (UnsupportedOperationException noLinks) {
            // What Files.createLink documents for a file system without hard links; nothing else here throws it.
            return silent("the file system of the incoming folder has no hard links");
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot lay out a bag for the second judge", trouble);
        }
        byte[] question = work.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return isolation
                .ask(files.getFirst().bytes(), question)
                .map(BagitJavaJudge::opinion)
                .orElse(silent("gave up"));
    }

    /** No opinion, and why: our own judgement stands alone then, and the report says so. */
    private static Opinion silent(String why) {
        return new Opinion(Opinion.Kind.NONE, BagitJava.PROGRAM, why);
    }

    /** The bytes come from a process that read hostile input: only what is expected is taken. */
    private static Opinion opinion(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        String reason = text.length() > 200 ? text.substring(0, 200) : text;
        if (text.startsWith("VALID ")) {
            return new Opinion(Opinion.Kind.VALID, BagitJava.PROGRAM, "");
        }
        return text.startsWith("INVALID ")
                ? new Opinion(
                        Opinion.Kind.INVALID,
                        BagitJava.PROGRAM,
                        reason.substring(8).replaceAll("[^A-Za-z]", ""))
                : silent("an answer that cannot be read");
    }
}
