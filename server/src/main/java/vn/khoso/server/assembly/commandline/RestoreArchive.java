package vn.khoso.server.assembly.commandline;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khoso.preservation.backup.BackupEvents;
import vn.khoso.preservation.backup.file.LayDown;
import vn.khoso.preservation.backup.file.Minutes;
import vn.khoso.preservation.backup.file.SetChain;
import vn.khoso.preservation.backup.jdbc.JdbcDatabaseLoad;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.database.jdbc.Migrations;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.rebuild.jdbc.JdbcEmptyArchive;
import vn.khoso.preservation.replication.OpenSite;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.assembly.Foundations;
import vn.khoso.server.assembly.PreservationAssembly;
import vn.khoso.server.assembly.VolumeMemory;
import vn.khoso.server.assembly.VolumeParts;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;
import vn.khoso.server.configuration.VolumePlace;

/**
 * Makes the archive again from a set and all that it rests on, in an empty data folder and an empty database. Argument: the set. Ends
 * with 0, 1 when it was refused or failed, 3 when packages are missing or the digest is another one.
 */
public final class RestoreArchive {

    private static final int NOT_EQUAL = 3;

    private final Settings settings;
    private final DataSource source;
    private final Clock clock;
    private final IdentifierMint mint;
    private final SetChain chain;

    private RestoreArchive(Settings settings, DataSource source, SetChain chain, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        this.mint = new IdentifierMint(clock, new SecureRandom());
        this.chain = chain;
    }

    public static void main(String... arguments) throws IOException {
        int code;
        try {
            SetChain chain = SetChain.of(Path.of(arguments[0]));
            chain.verify(System.out::println);
            named(SettingsReader.ofThisProcess(), chain);
            Settings settings = SettingsReader.ofThisProcess();
            try (HikariDataSource source = Foundations.pool(settings)) {
                code = new RestoreArchive(settings, source, chain, Clock.systemUTC()).run();
            }
        } catch (ArchiveFault fault) {
            System.err.println("Không khôi phục được. Not restored: " + fault.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    /** Volumes of other names than the usual ones get folders below the data folder, unless the operator has named places. */
    private static void named(Settings settings, SetChain chain) throws IOException {
        Set<String> usual = settings.volumes().stream().map(VolumePlace::name).collect(Collectors.toSet());
        Set<String> needed = chain.last().set().volumes().keySet();
        if (!usual.containsAll(needed) && System.getenv("KHOSO_VOLUMES") == null) {
            Files.writeString(
                    settings.data().resolve("khoso.properties"),
                    needed.stream()
                                    .map(name -> name + "=volumes/" + name)
                                    .collect(Collectors.joining(",", "khoso.volumes=", ""))
                            + "\n");
        }
    }

    private int run() throws IOException {
        JdbcDatabaseLoad database = new JdbcDatabaseLoad(source);
        if (!database.empty(chain.last().set().schemas())) {
            System.err.println("""
                    Cơ sở dữ liệu không rỗng: không khôi phục đè lên kho đang dùng. Hãy chỉ tới cơ sở dữ liệu rỗng.
                    The database is not empty: nothing is restored over a live archive. Name an empty database.""");
            return 1;
        }
        List<String> remarks = new ArrayList<>();
        Path scratch = Files.createDirectories(settings.data().resolve("tmp").resolve("restore"));
        LayDown laying = new LayDown(chain, scratch);
        LayDown.Laid laid = records(laying, remarks);
        Map<String, Long> rows = laying.database(database);
        rows.forEach((table, count) -> remarks.add("Bảng / table " + table + ": " + count + " dòng / rows"));
        keys(laying, remarks);
        Fixity found = rebuilt(remarks);
        Path minutes = Minutes.ofRestore(settings.data(), chain, laid, found, remarks, clock.instant());
        return said(laid, found, remarks, minutes);
    }

    private LayDown.Laid records(LayDown laying, List<String> remarks) throws IOException {
        Map<String, UUID> wanted = chain.last().set().volumes();
        Map<UUID, OpenSite> sites = VolumeMemory.of(settings).makeAnew(wanted, laying.journal(), clock);
        try {
            wanted.forEach((name, id) -> {
                if (!sites.containsKey(id)) {
                    remarks.add("Không có chỗ cho ổ / no place for volume " + name);
                }
            });
            return laying.records(sites);
        } finally {
            sites.values().forEach(site -> site.medium().close());
        }
    }

    /** Keys come without their password: the operator has it in the safe. */
    private void keys(LayDown laying, List<String> remarks) throws IOException {
        for (Map.Entry<String, byte[]> one : laying.settings().entrySet()) {
            boolean key = one.getKey().matches("keys/[a-z0-9-]+\\.p12");
            Path file = settings.data()
                    .resolve(key ? one.getKey() : "restored-" + one.getKey().replace('/', '-'));
            Path folder = file.resolveSibling(".");
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder.normalize(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, one.getValue());
            remarks.add("Đã đặt lại / put back: " + settings.data().relativize(file));
        }
        remarks.add(
                "Trước khi khởi động: đặt mật khẩu khóa (giữ trong két) vào keys/seal.password, quyền 0600, hoặc"
                        + " KHOSO_SEAL_PASSWORD / before the start: put the password of the keys, from the safe, into keys/seal.password");
    }

    private Fixity rebuilt(List<String> remarks) throws IOException {
        new Migrations(source).bring("preservation");
        try (VolumeParts volumes = VolumeParts.rebuilding(settings, source, mint, clock)) {
            Rebuild.Report report = new Rebuild(
                            volumes.storage(),
                            new JdbcEmptyArchive(source, clock),
                            new JdbcCatalogue(source, clock),
                            new Events(mint, clock),
                            PreservationAssembly.SOFTWARE)
                    .run(volumes.segments().entries());
            report.problems().forEach(problem -> remarks.add("Không mô tả được / left out: " + problem));
            Fixity found = new CanonicalExport(
                            new JdbcCatalogue(source, clock),
                            new JdbcRetentionSchedule(source, clock),
                            new JdbcFixityLog(source, clock),
                            new JdbcJournal(source, clock),
                            volumes.log())
                    .digest();
            volumes.volumes().sites().forEach(volumes.settling()::settle);
            new BackupEvents(
                            new JdbcJournal(source, clock),
                            volumes.segments(),
                            new Events(mint, clock),
                            PreservationAssembly.SOFTWARE)
                    .restored(chain.last().set(), "operator:" + System.getProperty("user.name", "?"), found);
            return found;
        }
    }

    private int said(LayDown.Laid laid, Fixity found, List<String> remarks, Path minutes) {
        Fixity promised = chain.last().set().canonical();
        System.out.println("Đã khôi phục / restored: " + laid.packages() + " gói (packages), " + laid.copies()
                + " bản (copies), " + laid.missing().size() + " gói không có (missing)");
        laid.missing().forEach(aip -> System.out.println("  ! " + aip));
        remarks.forEach(remark -> System.out.println("  " + remark));
        System.out.println("Khi sao lưu / in the set: " + promised.hex());
        System.out.println("Sau khôi phục / restored digest: " + found.hex());
        System.out.println("Biên bản / minutes: " + minutes);
        return found.equals(promised) && laid.missing().isEmpty() ? 0 : NOT_EQUAL;
    }
}
