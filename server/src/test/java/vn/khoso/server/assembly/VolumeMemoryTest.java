package vn.khoso.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.journal.jdbc.JdbcJournal;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.SiteState;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.SettingsReader;
import vn.khoso.server.configuration.VolumePlace;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class VolumeMemoryTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path data;

    private final JdbcJournal journal = new JdbcJournal(EmbeddedDatabase.fresh(), CLOCK);

    private VolumeMemory memory(String volumes) throws IOException {
        Map<String, String> system = Map.of(
                "khoso.data",
                data.toString(),
                "khoso.database.url",
                "jdbc:none",
                "khoso.volumes",
                volumes,
                "khoso.reserve.bytes",
                "0");
        return VolumeMemory.of(new SettingsReader(system, Map.of()).read());
    }

    private List<CopySite> opened(VolumeMemory memory) throws IOException {
        List<CopySite> sites = memory.open(journal, new IdentifierMint(CLOCK, new SecureRandom()), CLOCK);
        sites.forEach(CopySite::close);
        return sites;
    }

    @Test
    void a_data_folder_with_one_volume_keeps_it_as_the_first_and_gets_a_second() throws IOException {
        UUID before = UUID.randomUUID();
        Volume.format(data.resolve("volume"), before, CLOCK.instant());
        Files.writeString(data.resolve("volume.id"), before + "\n");
        List<CopySite> sites = opened(memory(""));
        assertThat(sites).extracting(CopySite::name).containsExactly("a", "b");
        assertThat(sites.getFirst().volume()).isEqualTo(before);
        assertThat(Volume.identityOf(data.resolve("volumes/b")))
                .isEqualTo(sites.get(1).volume())
                .isNotEqualTo(before);
        assertThat(opened(memory("")))
                .extracting(CopySite::volume)
                .containsExactly(before, sites.get(1).volume());
    }

    @Test
    void an_empty_mount_point_never_becomes_a_new_volume() throws IOException {
        opened(memory("a=x, b=y"));
        Files.move(data.resolve("y"), data.resolve("unmounted"));
        Files.createDirectory(data.resolve("y"));
        List<CopySite> sites = memory("a=x, b=y").open(journal, new IdentifierMint(CLOCK, new SecureRandom()), CLOCK);
        assertThat(sites.get(0).inUse()).isTrue();
        assertThat(sites.get(1).state()).isInstanceOf(SiteState.Away.class);
        assertThat(data.resolve("y")).isEmptyDirectory();
        sites.forEach(CopySite::close);
    }

    @Test
    void volumes_of_a_restore_are_remembered_and_one_that_is_unmounted_later_is_not_made_anew() throws IOException {
        Map<String, UUID> before = Map.of("a", UUID.randomUUID(), "b", UUID.randomUUID());
        memory("a=x, b=y")
                .makeAnew(before, journal, CLOCK)
                .values()
                .forEach(site -> site.medium().close());
        Files.move(data.resolve("y"), data.resolve("unmounted"));
        Files.createDirectory(data.resolve("y"));
        List<CopySite> sites = memory("a=x, b=y").open(journal, new IdentifierMint(CLOCK, new SecureRandom()), CLOCK);
        assertThat(sites).extracting(CopySite::volume).containsExactly(before.get("a"), before.get("b"));
        assertThat(sites.get(0).inUse()).isTrue();
        assertThat(sites.get(1).state()).isInstanceOf(SiteState.Away.class);
        assertThat(data.resolve("y")).isEmptyDirectory();
        sites.forEach(CopySite::close);
    }

    @Test
    void a_rebuild_makes_nothing_and_opens_what_is_there() throws IOException {
        opened(memory("a=x"));
        List<CopySite> sites = memory("a=x, b=y").openWhatIsThere(journal, CLOCK);
        assertThat(sites).extracting(CopySite::name).containsExactly("a");
        assertThat(data.resolve("y")).doesNotExist();
        sites.forEach(CopySite::close);
    }

    @Test
    void volumes_are_named_in_the_settings_and_what_is_not_a_volume_is_refused() throws IOException {
        assertThat(memory("a=/srv/a, disk-2=rel").places())
                .containsExactly(
                        new VolumePlace.Folder("a", Path.of("/srv/a")),
                        new VolumePlace.Folder("disk-2", data.resolve("rel")));
        assertThatThrownBy(() -> memory("a=/srv/a, /mnt/b"))
                .hasMessageContaining("khoso.volumes names '/mnt/b', not a volume");
        assertThatThrownBy(() -> memory("a=x, b=x/inside").openWhatIsThere(journal, CLOCK))
                .hasMessageContaining("nằm trong ổ a")
                .hasMessageContaining("lies inside volume a");
    }

    @Test
    void buckets_that_lie_among_each_other_are_refused_before_anything_is_asked() {
        VolumePlace.Store store = new VolumePlace.Store(Optional.empty(), "vn-1", true, "key", "secret");
        VolumeMemory memory = new VolumeMemory(
                data,
                List.of(
                        new VolumePlace.Bucket("a", "kho-so", "tinh", store),
                        new VolumePlace.Bucket("b", "kho-so", "tinh/huyen", store)),
                new Volume.Settings(0, 1));
        assertThatThrownBy(() -> memory.openWhatIsThere(journal, CLOCK))
                .hasMessageContaining("nằm lẫn trong một thùng chứa")
                .hasMessageContaining("lie among each other in one bucket");
    }

    @Test
    void a_bucket_that_is_remembered_and_does_not_answer_is_away_and_the_archive_starts() throws IOException {
        VolumePlace.Store store = new VolumePlace.Store(
                Optional.of(java.net.URI.create("http://127.0.0.1:1")), "vn-1", true, "key", "secret");
        Files.writeString(data.resolve("volume-b.id"), UUID.randomUUID() + "\n");
        VolumeMemory memory = new VolumeMemory(
                data,
                List.of(
                        new VolumePlace.Folder("a", data.resolve("x")),
                        new VolumePlace.Bucket("b", "kho-so", "", store)),
                new Volume.Settings(0, 1));
        List<CopySite> sites = memory.open(journal, new IdentifierMint(CLOCK, new SecureRandom()), CLOCK);
        assertThat(sites.get(0).inUse()).isTrue();
        assertThat(sites.get(1).state()).isInstanceOf(SiteState.Away.class);
        sites.forEach(CopySite::close);
    }
}
