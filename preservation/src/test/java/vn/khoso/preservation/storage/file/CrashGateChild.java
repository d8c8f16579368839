package vn.khoso.preservation.storage.file;

import io.ocfl.api.OcflRepository;
import io.ocfl.api.model.ObjectVersionId;
import io.ocfl.api.model.VersionInfo;
import io.ocfl.core.OcflRepositoryBuilder;
import io.ocfl.core.storage.OcflStorageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.replication.Keeping;
import vn.khoso.schemas.aip.StoredVersion;

/**
 * The process that is killed. Arguments: what to do, the volume, the staged files. One line on standard output is the
 * receipt: {@code ACK digest}. After a fault: {@code FAULT type}, then what became of the next ingest and of a read.
 */
final class CrashGateChild {

    private CrashGateChild() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[1]);
        Path staged = Path.of(arguments[2]);
        if (arguments[0].equals("replicate")) {
            replicate(root, Path.of(arguments[3]), staged);
            return;
        }
        if (arguments[0].equals("ocfl-java")) {
            updateByOcflJava(root, staged);
            return;
        }
        try (CrashGateWork work = new CrashGateWork(root, staged)) {
            try {
                say("ACK "
                        + (arguments[0].equals("recover")
                                ? "recovered"
                                : perform(arguments[0], work).rootDigest().hex()));
            } catch (ArchiveFault fault) {
                say("FAULT " + fault.getClass().getSimpleName());
                afterwards(work);
            }
        } catch (ArchiveFault fault) {
            say("FAULT " + fault.getClass().getSimpleName());
        }
    }

    /** On two volumes, one after the other; the receipt says on how many it stands. */
    private static void replicate(Path root, Path second, Path staged) {
        try (TwoVolumesWork work = new TwoVolumesWork(root, second, staged)) {
            try {
                Keeping keeping = work.create();
                say("ACK " + keeping.standing().size() + " "
                        + keeping.stored().rootDigest().hex());
                say("STATES " + work.states());
            } catch (ArchiveFault fault) {
                say("FAULT " + fault.getClass().getSimpleName());
            }
        }
    }

    private static StoredVersion perform(String what, CrashGateWork work) {
        return switch (what) {
            case "create" -> work.create();
            case "update" -> work.update();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static void afterwards(CrashGateWork work) throws IOException {
        try {
            work.another();
            say("THEN kept");
        } catch (ArchiveFault fault) {
            say("THEN " + fault.getClass().getSimpleName());
        }
        if (work.storage().head(CrashGateWork.AIP).isPresent()) {
            var path = work.storage()
                    .head(CrashGateWork.AIP)
                    .orElseThrow()
                    .files()
                    .getFirst()
                    .path();
            work.storage().open(CrashGateWork.AIP, path).readAllBytes();
            say("READ");
        }
    }

    /** The control: the same update by a writer that is known to lose objects. */
    private static void updateByOcflJava(Path root, Path staged) throws IOException {
        Path scratch = Files.createDirectories(root.resolve("staging/ocfl-java"));
        Path source = Files.writeString(staged.resolve("by-ocfl-java"), "<premis><event/></premis>");
        OcflRepository repository = new OcflRepositoryBuilder()
                .storage(OcflStorageBuilder.builder()
                        .fileSystem(root.resolve("ocfl"))
                        .build())
                .workDir(scratch)
                .build();
        repository.updateObject(
                ObjectVersionId.head(CrashGateWork.AIP.toString()),
                new VersionInfo().setMessage("event added").setUser("control", "software:ocfl-java"),
                updater -> updater.addPath(source, "metadata/event.xml"));
        repository.close();
        say("ACK by-ocfl-java");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
