package vn.khoso.server.assembly.commandline;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.file.BackupMedium;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.preservation.backup.file.SetChain;
import vn.khoso.preservation.backup.file.TakeBackup;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.journal.Events;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.assembly.BackupParts;
import vn.khoso.server.assembly.Foundations;
import vn.khoso.server.assembly.VolumeMemory;
import vn.khoso.server.assembly.VolumeParts;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;

/**
 * Backups by hand. {@code new MEDIUM} makes a folder a medium; {@code verify SET} reads a set and all that it rests on; {@code take
 * MEDIUM [--full] [--same-disk]} takes one of the stopped archive, settings come as for the server. Ends with 0, 1 when it was refused
 * or failed, 3 when there were packages without a good copy.
 */
public final class BackupArchive {

    private static final int UNSAVED = 3;

    private BackupArchive() {}

    public static void main(String... arguments) throws IOException {
        int code;
        try {
            code = run(arguments[0], Path.of(arguments[1]), Arrays.asList(arguments));
        } catch (ArchiveFault fault) {
            System.err.println("Không thực hiện được. Not done: " + fault.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static int run(String what, Path place, List<String> options) throws IOException {
        return switch (what) {
            case "new" -> made(place);
            case "verify" -> verified(place);
            case "take" -> taken(place, options);
            default -> throw new IllegalArgumentException("not a command: " + what);
        };
    }

    private static int made(Path place) {
        Clock clock = Clock.systemUTC();
        UUID id = new IdentifierMint(clock, new SecureRandom()).version7();
        BackupMedium medium = BackupMedium.format(place, id, clock.instant());
        System.out.println("Phương tiện mới / new medium: " + medium.root() + " " + medium.id());
        return 0;
    }

    private static int verified(Path place) {
        SetChain chain = SetChain.of(place);
        chain.verify(System.out::println);
        BackupSet set = chain.last().set();
        System.out.println(
                "Đúng / good: " + set.counts().packages() + " gói (packages), nhật ký đến mục (journal up to) "
                        + set.to() + ", " + set.canonical().hex());
        return 0;
    }

    private static int taken(Path place, List<String> options) throws IOException {
        Settings settings = SettingsReader.ofThisProcess();
        Clock clock = Clock.systemUTC();
        IdentifierMint mint = new IdentifierMint(clock, new SecureRandom());
        boolean oneDisk = options.contains("--same-disk") || settings.backup().sameDisk();
        try (HikariDataSource source = Foundations.migrated(settings);
                VolumeParts volumes = VolumeParts.serving(settings, source, mint, clock)) {
            volumes.volumes().sites().forEach(volumes.settling()::settle);
            BackupMedium medium = BackupMedium.open(place);
            List<String> remarks = BackupMedium.requireIndependent(
                    List.of(medium), VolumeMemory.of(settings).folders(), oneDisk);
            TakeBackup.Taken taken = new BackupParts(settings, source, volumes, new Events(mint, clock), clock)
                    .taken(
                            medium,
                            new BackupPlan.Due(
                                    options.contains("--full") ? BackupKind.FULL : BackupKind.INCREMENTAL, false),
                            "operator:" + System.getProperty("user.name", "?"),
                            remarks,
                            () -> true);
            said(taken);
            return taken.set().counts().unsaved() == 0 ? 0 : UNSAVED;
        }
    }

    private static void said(TakeBackup.Taken taken) {
        BackupSet.Counts counts = taken.set().counts();
        System.out.println("Bản sao lưu / set: " + taken.folder());
        System.out.println("Gói / packages: " + counts.packages() + ", trong bản này / in this set: " + counts.packed()
                + ", " + counts.bytes() + " byte; bản hỏng / damaged copies: " + counts.damagedCopies()
                + "; không còn bản tốt / no good copy: " + counts.unsaved());
        taken.set().remarks().forEach(remark -> System.out.println("  ! " + remark));
        System.out.println("Mã tóm lược / digest: " + taken.set().canonical().hex());
    }
}
