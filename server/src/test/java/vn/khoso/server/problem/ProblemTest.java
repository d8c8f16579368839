package vn.khoso.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.codec.json.StrictJson;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ProblemTest {

    private static final String TELLING = "/var/khoso select * from preservation.record at vn.khoso.Secret";

    static List<ArchiveFault> everyFault() {
        Exception cause = new IllegalStateException(TELLING);
        return List.of(
                new ArchiveFault.StorageUnavailable(TELLING, cause),
                new ArchiveFault.StorageFull(TELLING, cause),
                new ArchiveFault.VolumeFenced(TELLING),
                new ArchiveFault.ContentAltered(TELLING),
                new ArchiveFault.ContentMissing(TELLING),
                new ArchiveFault.AlreadyStored(TELLING),
                new ArchiveFault.DatabaseUnavailable(TELLING, cause),
                new ArchiveFault.WorkerUnavailable(TELLING, cause),
                new ArchiveFault.SealUnavailable(TELLING, cause),
                new ArchiveFault.DiscoveryUnavailable(TELLING, cause));
    }

    @Test
    void the_list_of_faults_here_is_whole() {
        assertThat(everyFault())
                .extracting(Object::getClass)
                .hasSameSizeAs(ArchiveFault.class.getPermittedSubclasses())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void a_fault_is_told_by_its_kind_and_never_by_its_message(ArchiveFault fault) {
        Problem problem = Problems.ofFault(fault, "POST /api/v1/sips");
        String json = problem.json("abc");
        assertThat(json).doesNotContain("/var", "select", "vn.khoso.");
        var read = StrictJson.own(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Stream.of(
                        "type", "title", "titleEn", "status", "code", "cause", "object", "rule", "next", "nextEn",
                        "traceId"))
                .allSatisfy(
                        field -> assertThat(read.path(field).asText()).as(field).isNotBlank());
        assertThat(problem.status()).isIn(409, 410, 500, 503, 507);
    }

    @Test
    void every_status_has_words() {
        assertThat(IntStream.rangeClosed(400, 599).mapToObj(Problems::ofStatus)).allSatisfy(problem -> {
            assertThat(problem.title()).isNotBlank();
            assertThat(problem.next()).isNotBlank();
            assertThat(problem.nextEn()).isNotBlank().isNotEqualTo(problem.next());
        });
    }
}
