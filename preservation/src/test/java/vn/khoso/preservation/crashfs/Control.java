package vn.khoso.preservation.crashfs;

import io.ocfl.api.OcflRepository;
import io.ocfl.api.io.FixityCheckInputStream;
import io.ocfl.api.model.ObjectVersionId;
import io.ocfl.api.model.VersionInfo;
import io.ocfl.core.OcflRepositoryBuilder;
import io.ocfl.core.storage.OcflStorageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.preservation.crashfs.PowerCuts.Recording;
import vn.khoso.preservation.storage.file.OcflReferee;

/** The control: the same update by ocfl-java as it comes, which flushes nothing and unlinks the root inventory before it writes the new one. */
final class Control {

    private final Packages packages;
    private final Path scratch;

    /** @param scratch for the referee */
    Control(Packages packages, Path scratch) {
        this.packages = packages;
        this.scratch = scratch;
    }

    /**
     * ocfl-java names the files that it stages by text and so puts them on the default file system, whatever the file system of
     * its work folder: from there they are brought over before it goes on.
     */
    Recording recorded() throws IOException {
        Path real = Files.createDirectory(scratch.resolve("work"));
        CrashFileSystem before = new CrashFileSystem(Works.ingested(packages));
        Path work = before.getPath(real.toString());
        Files.createDirectories(work);
        CrashFileSystem system = new CrashFileSystem(before.disk().image());
        Path source = Files.writeString(scratch.resolve("event.xml"), "<premis><event/></premis>");
        OcflRepository repository = new OcflRepositoryBuilder()
                .storage(OcflStorageBuilder.builder()
                        .fileSystem(World.root(system).resolve("ocfl"))
                        .build())
                .workDir(system.getPath(real.toString()))
                .build();
        repository.updateObject(
                ObjectVersionId.head(Packages.FIRST.toString()),
                new VersionInfo().setMessage("event added").setUser("control", "software:ocfl-java"),
                updater -> {
                    updater.addPath(source, "metadata/event.xml");
                    bringOver(real, system);
                });
        repository.close();
        return new Recording(system.disk().base(), system.disk().steps(), List.of(), World.events(1, 1), List.of());
    }

    private static void bringOver(Path real, CrashFileSystem system) {
        try (Stream<Path> staged = Files.walk(real)) {
            for (Path from : staged.toList()) {
                Path to = system.getPath(from.toString());
                if (Files.isRegularFile(from)) {
                    Files.write(to, Files.readAllBytes(from), StandardOpenOption.CREATE_NEW);
                } else if (!Files.exists(to)) {
                    Files.createDirectory(to);
                }
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    /** Throws when ocfl-java finds its own storage root invalid. */
    void judge(CrashFileSystem after) {
        OcflReferee.assertValid(World.root(after), scratch);
    }

    /** Throws when ocfl-java cannot give out the version that had been acknowledged before all this. */
    void judgeFirst(CrashFileSystem after) {
        OcflRepository repository = new OcflRepositoryBuilder()
                .storage(OcflStorageBuilder.builder()
                        .fileSystem(World.root(after).resolve("ocfl"))
                        .build())
                .workDir(scratch)
                .build();
        ObjectVersionId first = ObjectVersionId.version(Packages.FIRST.toString(), 1);
        repository.getObject(first).getFiles().forEach(file -> {
            try (FixityCheckInputStream in = file.getStream()) {
                in.readAllBytes();
                in.checkFixity();
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        });
        repository.close();
    }
}
