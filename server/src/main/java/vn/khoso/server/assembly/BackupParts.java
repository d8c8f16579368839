package vn.khoso.server.assembly;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khoso.preservation.backup.BackupEvents;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.backup.file.Minutes;
import vn.khoso.preservation.backup.file.TakeBackup;
import vn.khoso.preservation.backup.jdbc.JdbcSnapshot;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.server.configuration.Settings;

/** Backups of this archive, put together for the server and for the command line. */
public final class BackupParts implements BackupWorker.Backups {

    private static final Pattern SECRET = Pattern.compile("password|passwd|pwd|secret", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("://\\S*@");

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
        Minutes.owed(settings.archiveName(), medium, taken.set().archive());
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
                try (BufferedReader text = Files.newBufferedReader(own)) {
                    files.put("khoso.properties", withoutPasswords(text));
                }
            }
            if (settings.storagePolicy().isPresent()) {
                files.put(
                        "storage-policy.json",
                        Files.readAllBytes(settings.storagePolicy().get()));
            }
        } catch (IOException | DirectoryIteratorException | IllegalArgumentException trouble) {
            throw new StorageUnavailable(
                    "không đọc được khóa và cấu hình / keys and settings cannot be read: " + trouble, trouble);
        }
        return files;
    }

    /**
     * The settings without those that are, or may hold, a password; sorted.
     *
     * @throws IllegalArgumentException when they are no properties
     */
    static byte[] withoutPasswords(Reader text) throws IOException {
        Properties all = new Properties();
        all.load(text);
        Properties kept = new Properties();
        for (String key : all.stringPropertyNames()) {
            String value = all.getProperty(key, "");
            if (!SECRET.matcher(key).find()
                    && !SECRET.matcher(value).find()
                    && !USER_INFO.matcher(value).find()) {
                kept.setProperty(key, value);
            }
        }
        StringWriter out = new StringWriter();
        kept.store(out, "");
        // The comments are an empty one and the time of writing.
        return out.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
