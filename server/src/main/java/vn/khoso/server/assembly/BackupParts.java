package vn.khoso.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khoso.preservation.backup.BackupEvents;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.backup.file.Minutes;
import vn.khoso.preservation.backup.file.TakeBackup;
import vn.khoso.preservation.backup.jdbc.JdbcSnapshot;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.server.configuration.Settings;

/** Backups of this archive, put together for the server and for the command line. */
public final class BackupParts implements BackupWorker.Backups {

    private final TakeBackup backup;
    private final JournalStore journal;
    private final Settings settings;
    private final Clock clock;

    public BackupParts(Settings settings, DataSource source, VolumeParts volumes, Events events, Clock clock) {
        this.journal = new JdbcJournal(source, clock);
        this.backup = new TakeBackup(
                () -> JdbcSnapshot.take(source, clock),
                volumes.volumes(),
                volumes.complaints(),
                volumes.checkpoints(),
                new BackupEvents(journal, volumes.segments(), events, PreservationAssembly.SOFTWARE),
                clock);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<BackupSet> sets(BackupMedium medium) {
        return journal.after(0, 1).stream()
                .flatMap(first -> medium.sets(TakeBackup.archive(first)).stream())
                .map(BackupMedium.SetFolder::set)
                .toList();
    }

    @Override
    public void take(BackupMedium medium, BackupPlan.Due due, String by, List<String> remarks, BooleanSupplier goOn) {
        taken(medium, due, by, remarks, goOn);
    }

    /** The same, and tells what came of it. */
    public TakeBackup.Taken taken(
            BackupMedium medium, BackupPlan.Due due, String by, List<String> remarks, BooleanSupplier goOn) {
        TakeBackup.Taken taken = backup.take(
                new TakeBackup.Request(medium, due.kind(), due.kept(), by, remarks, forAnEmptyMachine(), goOn));
        Minutes.ofBackup(settings.archiveName(), medium, taken, clock.instant());
        return taken;
    }

    /** Keys, which their password protects, and settings without any password. */
    private Map<String, byte[]> forAnEmptyMachine() {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            Path keys = TransparencyAssembly.keys(settings);
            if (Files.isDirectory(keys)) {
                try (DirectoryStream<Path> all = Files.newDirectoryStream(keys, "*.p12")) {
                    for (Path key : all) {
                        files.put("keys/" + key.getFileName(), Files.readAllBytes(key));
                    }
                }
            }
            Path own = settings.data().resolve("khoso.properties");
            if (Files.exists(own)) {
                files.put("khoso.properties", withoutPasswords(Files.readAllLines(own)));
            }
            if (settings.storagePolicy().isPresent()) {
                files.put(
                        "storage-policy.json",
                        Files.readAllBytes(settings.storagePolicy().get()));
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException("keys and settings cannot be read", trouble);
        }
        return files;
    }

    static byte[] withoutPasswords(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).matches(".*(password|secret).*"))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
