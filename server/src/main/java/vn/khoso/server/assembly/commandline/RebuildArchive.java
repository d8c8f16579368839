package vn.khoso.server.assembly.commandline;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khoso.preservation.catalogue.jdbc.JdbcCatalogue;
import vn.khoso.preservation.database.jdbc.Migrations;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fixity.jdbc.JdbcFixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalVerifier;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.rebuild.CanonicalExport;
import vn.khoso.preservation.rebuild.Rebuild;
import vn.khoso.preservation.rebuild.jdbc.JdbcEmptyArchive;
import vn.khoso.preservation.rebuild.jdbc.JdbcSetAside;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.retention.jdbc.JdbcRetentionSchedule;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.assembly.Foundations;
import vn.khoso.server.assembly.PreservationAssembly;
import vn.khoso.server.assembly.VolumeParts;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;

/**
 * Makes journal and catalogue again from the volumes, or from any one of them; settings come as for the server. Search index, graph and register of custodians
 * are deleted, so that they follow anew from the first change.
 *
 * <p>{@code --replace}: what the database holds is first shipped to the volume as far as it continues the journal there, then set aside
 * under another name; when the rebuild fails it gets its place again. A rebuild into an empty database that fails leaves what it
 * began, and the next try needs {@code --replace}. Ends with 0, 1 when it was refused or failed, 3 when packages were left out
 * because they could not be described.
 */
public final class RebuildArchive {

    private static final int PAGE = 500;
    private static final int LEFT_OUT = 3;

    private final Settings settings;
    private final HikariDataSource source;
    private final VolumeParts volumes;
    private final Clock clock;

    private RebuildArchive(Settings settings, HikariDataSource source, VolumeParts volumes, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.volumes = volumes;
        this.clock = clock;
    }

    public static void main(String... arguments) throws IOException {
        Settings settings = SettingsReader.ofThisProcess();
        Clock clock = Clock.systemUTC();
        int code;
        try (HikariDataSource source = Foundations.pool(settings);
                VolumeParts volumes = VolumeParts.rebuilding(
                        settings, source, new IdentifierMint(clock, new SecureRandom()), clock)) {
            code = new RebuildArchive(settings, source, volumes, clock)
                    .run(List.of(arguments).contains("--replace"));
        } catch (ArchiveFault fault) {
            System.err.println("Không dựng lại được. Not rebuilt: " + fault.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private int run(boolean replace) throws IOException {
        if (empty()) {
            return made(Optional.empty());
        }
        if (!replace) {
            System.err.println("""
                    Cơ sở dữ liệu không rỗng: không dựng lại. Thêm --replace để cất phần cũ sang tên khác rồi dựng lại từ kho;
                    tài khoản và hàng đợi gói tin nộp giữ nguyên.
                    The database is not empty: not rebuilt. Add --replace to set what it holds aside and rebuild from the volumes;
                    accounts and the queue of submissions stay as they are.""");
            return 1;
        }
        before();
        JdbcSetAside schema = new JdbcSetAside(source);
        String old = schema.away(clock.instant());
        System.out.println("Đã cất dữ liệu cũ / set aside: schema " + old);
        boolean stands = false;
        try {
            new Migrations(source).bring("preservation");
            int code = made(Optional.of(old));
            stands = true;
            return code;
        } finally {
            if (!stands) {
                schema.back(old);
                System.err.println("Dữ liệu cũ đã về chỗ cũ. What was set aside has its place again.");
            }
        }
    }

    /** A database that cannot be brought up to date is not empty: something stands in it. */
    private boolean empty() {
        try {
            new Migrations(source).bring("preservation");
            return new JdbcEmptyArchive(source, clock).empty();
        } catch (ArchiveFault.DatabaseUnavailable unreadable) {
            System.err.println("The database cannot be read: " + unreadable.getMessage());
            return false;
        }
    }

    /** Ships what only the database has, when its journal is whole and goes on from the one on storage; says what it held. */
    private void before() {
        try {
            JdbcJournal journal = new JdbcJournal(source, clock);
            if (new JournalVerifier().verifyPages(after -> journal.after(after, PAGE))
                    instanceof JournalVerifier.Verdict.Whole) {
                journal.last()
                        .ifPresent(last -> volumes.volumes().sites().stream()
                                .filter(CopySite::inUse)
                                .forEach(site -> shipped(site, last.index())));
            }
            System.out.println("Trước / before: " + export().digest().hex());
        } catch (ArchiveFault unreadable) {
            System.err.println("Dữ liệu cũ không đọc được hoặc không cùng nhật ký với kho. "
                    + "What the database held is unreadable or of another journal than the volume's: "
                    + unreadable.getMessage());
        }
    }

    /** One volume that goes another way does not keep the others from having all. */
    private static void shipped(CopySite site, long last) {
        try {
            site.on(open -> {
                open.journal().shipUpTo(last);
                return last;
            });
        } catch (ArchiveFault refused) {
            System.err.println("Ổ / volume " + site.name() + ": " + refused.getMessage());
        }
    }

    private int made(Optional<String> old) throws IOException {
        forget(settings.data().resolve("index"));
        Rebuild.Report report = new Rebuild(
                        volumes.storage(),
                        new JdbcEmptyArchive(source, clock),
                        new JdbcCatalogue(source, clock),
                        new Events(new IdentifierMint(clock, new SecureRandom()), clock),
                        PreservationAssembly.SOFTWARE)
                .run(volumes.segments().entries());
        volumes.volumes().sites().forEach(volumes.settling()::settle);
        volumes.segments().shipPending();
        System.out.println(
                "Đã dựng lại / rebuilt: " + report.entries() + " mục nhật ký (journal entries), " + report.packages()
                        + " gói (packages), " + report.adopted().size() + " gói ngoài nhật ký được nhận (adopted), "
                        + report.problems().size()
                        + " gói không mô tả được (left out)");
        report.adopted().forEach(aip -> System.out.println("  + " + aip));
        report.problems().forEach(problem -> System.out.println("  ! " + problem));
        System.out.println("Sau / after: " + export().digest().hex());
        old.ifPresent(name ->
                System.out.println("Khi đã kiểm tra xong, có thể xoá / once looked over, may be dropped: drop schema "
                        + name + " cascade"));
        return report.problems().isEmpty() ? 0 : LEFT_OUT;
    }

    private CanonicalExport export() {
        return new CanonicalExport(
                new JdbcCatalogue(source, clock),
                new JdbcRetentionSchedule(source, clock),
                new JdbcFixityLog(source, clock),
                new JdbcJournal(source, clock),
                volumes.log());
    }

    private static void forget(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
