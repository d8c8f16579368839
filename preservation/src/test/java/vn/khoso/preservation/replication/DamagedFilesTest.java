package vn.khoso.preservation.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.CrashGateTable;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.MovableClock;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/**
 * F-07 and F-08 for all that lies on a volume but the journal, whose every byte the offline verifier's tests turn: one bit is flipped, or
 * the file is cut, lengthened, filled with zeros or exchanged for another. Readers get the right bytes, the next audit (for the files of
 * an object) or the next start (for those of the volume) finds it, and the copy is made what it was.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(CrashGateTable.class)
final class DamagedFilesTest {

    private static final int FLIPS = 20;
    private static final String PDF = "v1/content/sip/data/1.pdf";

    /** A package's payload, both inventories with their sidecars, both metadata files, the declaration. */
    private static final List<String> OF_AN_OBJECT = List.of(
            PDF,
            "inventory.json",
            "inventory.json.sha512",
            "v1/inventory.json",
            "v1/inventory.json.sha512",
            "v1/content/metadata/premis.xml",
            "v1/content/metadata/aip.json",
            "0=ocfl_object_1.1");

    private static final List<String> OF_A_VOLUME = List.of(
            "volume.json",
            "recover.sh",
            "ocfl/0=ocfl_1.1",
            "ocfl/ocfl_layout.json",
            "ocfl/extensions/0004-hashed-n-tuple-storage-layout/config.json");

    /** Without those that leave a file of one byte as it is. */
    private static final Map<String, UnaryOperator<byte[]>> MUTATIONS = mutations();

    @TempDir
    private Path folder;

    private final Logger voice = Logger.getLogger("vn.khoso");
    private final Random random = new Random(7);
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T03:00:00.123456Z"));
    private final DataSource database = EmbeddedDatabase.fresh();
    private TestArchive all;
    private AipId aip;

    private static Map<String, UnaryOperator<byte[]>> mutations() {
        Map<String, UnaryOperator<byte[]>> mutations = new LinkedHashMap<>();
        mutations.put("cut", bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        mutations.put("emptied", bytes -> new byte[0]);
        mutations.put("lengthened", bytes -> Arrays.copyOf(bytes, bytes.length + 1));
        mutations.put("zeroed", bytes -> new byte[bytes.length]);
        return mutations;
    }

    @BeforeEach
    void start() {
        voice.setLevel(Level.OFF);
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")), database, clock, TestArchive.Trial.NONE);
        all.loadStarterSchedule();
        aip = all.store(Samples.result(1)).aip();
        all.store(Samples.result(2));
    }

    @AfterEach
    void stop() {
        all.close();
        voice.setLevel(null);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] other = bytes.clone();
        other[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Test
    void a_flipped_bit_in_a_file_of_an_object_is_never_served_is_found_and_is_put_right(CrashGateTable.Rows table) {
        for (String place : OF_AN_OBJECT) {
            for (int n = 0; n < FLIPS; n++) {
                damagedAndPutRight(n % 2, place, this::flipped);
            }
            table.add("F-07 flipped bits", place, FLIPS, FLIPS, FLIPS);
        }
    }

    @Test
    void a_file_of_an_object_that_is_cut_lengthened_or_zeroed_is_never_served_is_found_and_is_put_right(
            CrashGateTable.Rows table) {
        MUTATIONS.forEach((name, mutation) -> {
            OF_AN_OBJECT.forEach(place -> damagedAndPutRight(0, place, mutation));
            table.add("F-08 mutations", name, OF_AN_OBJECT.size(), OF_AN_OBJECT.size(), OF_AN_OBJECT.size());
        });
    }

    /** On the first volume, which is read first, or on the second. */
    private void damagedAndPutRight(int volume, String place, UnaryOperator<byte[]> damage) {
        Path file = all.onDisk(volume, aip, place);
        byte[] good = bytes(file);
        byte[] pdf = bytes(all.onDisk(1 - volume, aip, PDF));
        write(file, damage.apply(good));
        // Before a reader has told of it: the audit alone.
        FixityRun run = audit();
        assertThat(run.altered() + run.missing())
                .as("%s found by the audit", place)
                .isPositive();
        assertThat(read()).as("read while %s is damaged", place).isEqualTo(pdf);
        all.turn(all.site(volume));
        assertThat(bytes(file)).as("%s put right", place).isEqualTo(good);
        FixityRun after = audit();
        assertThat(after.altered() + after.missing() + after.unread() + after.extra())
                .as("%s, after repair", place)
                .isZero();
    }

    private byte[] read() {
        try (InputStream in = all.archive.open(aip, new PackagePath("sip/data/1.pdf"))) {
            return in.readAllBytes();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private FixityRun audit() {
        var run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.workOnAudit()).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    @Test
    void two_files_exchanged_for_each_other_and_a_whole_object_for_another_sound_one_are_found(
            CrashGateTable.Rows table) throws IOException {
        Path premis = all.onDisk(0, aip, "v1/content/metadata/premis.xml");
        Path json = all.onDisk(0, aip, "v1/content/metadata/aip.json");
        byte[] one = bytes(premis);
        byte[] two = bytes(json);
        write(premis, two);
        write(json, one);
        assertThat(audit().altered()).isEqualTo(2);
        all.turn(all.site(0));
        assertThat(bytes(premis)).isEqualTo(one);
        assertThat(bytes(json)).isEqualTo(two);

        // Sound in itself: the same package as another archive would keep it, with another document.
        Path object = all.onDisk(0, aip, "");
        Path genuine = folder.resolve("genuine");
        Files.move(object, genuine, StandardCopyOption.ATOMIC_MOVE);
        ForgedObject.in(folder.resolve("forger"), aip, object);
        assertThat(audit().altered()).as("only the catalogue knows better").isPositive();
        all.turn(all.site(0));
        assertThat(bytes(object.resolve(PDF))).isEqualTo(bytes(genuine.resolve(PDF)));
        table.add("F-08 mutations", "two files exchanged; a sound object of other content", 2, 2, 2);
    }

    @Test
    void a_flipped_bit_in_a_file_of_the_volume_is_refused_or_mended_at_the_start(CrashGateTable.Rows table) {
        Path root = folder.resolve("c");
        var id = new java.util.UUID(1, 3);
        Volume.format(root, id, clock.instant());
        for (String place : OF_A_VOLUME) {
            Path file = root.resolve(place);
            byte[] good = bytes(file);
            int refused = 0;
            for (int n = 0; n < FLIPS; n++) {
                write(file, flipped(good));
                if (place.equals("volume.json") || place.endsWith("config.json")) {
                    assertThatThrownBy(() -> Volume.open(root, id, new Volume.Settings(0, 1)))
                            .as(place)
                            .isInstanceOf(StorageUnavailable.class);
                    write(file, good);
                    refused++;
                } else {
                    Volume.open(root, id, new Volume.Settings(0, 1)).close();
                    assertThat(bytes(file)).as("%s mended", place).isEqualTo(good);
                }
            }
            table.add("F-07 flipped bits", place + (refused > 0 ? ", refused" : ", mended"), FLIPS, FLIPS, FLIPS);
        }
    }
}
