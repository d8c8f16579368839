package vn.khoso.schemas.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.StoragePolicyJson;
import vn.khoso.schemas.oais.AgencyCode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class StoragePolicyTest {

    /** The example of server/README.md. */
    private static final String FILE = """
            {"schema": "https://khoso.vn/schema/storage-policy/1",
             "versions": [{"version": 1, "effectiveFrom": "2026-01-01", "rules": [
               {"name": "forever", "retention": ["PERMANENT"], "volumes": ["a", "b", "c"], "copies": 3, "minimum": 2, "grace": "PT12H"},
               {"name": "other", "volumes": ["a", "b"], "grace": "P1D"}]}]}
            """;

    private static StoragePolicies read(String file) {
        return StoragePolicyJson.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static RecordClass record(String type, String agency, String retention) {
        return new RecordClass(Set.of(type), new AgencyCode(agency), retention);
    }

    @Test
    void the_first_rule_that_matches_counts_and_what_is_not_said_is_the_usual() {
        StoragePolicy policy = read(FILE).at(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(policy.rule(record("KQ.1", "H56.17", "PERMANENT")).name()).isEqualTo("forever");
        StoragePolicy.Rule other = policy.rule(record("KQ.1", "H56.17", "YEARS"));
        assertThat(other.name()).isEqualTo("other");
        assertThat(other.copies()).isEqualTo(2);
        assertThat(other.minimum()).isEqualTo(1);
        assertThat(other.grace()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void agencies_match_with_everything_below_them_and_types_by_any_record() {
        StoragePolicy policy = new StoragePolicy(
                1,
                LocalDate.EPOCH,
                List.of(
                        new StoragePolicy.Rule(
                                "agency", Set.of(), Set.of("H56"), Set.of(), List.of("a"), 1, 1, Duration.ZERO),
                        new StoragePolicy.Rule(
                                "type", Set.of("KQ.2"), Set.of(), Set.of(), List.of("a"), 1, 1, Duration.ZERO),
                        new StoragePolicy.Rule(
                                "rest", Set.of(), Set.of(), Set.of(), List.of("a"), 1, 1, Duration.ZERO)));
        assertThat(policy.rule(record("KQ.1", "H56.17", "YEARS")).name()).isEqualTo("agency");
        assertThat(policy.rule(record("KQ.1", "H57.1", "YEARS")).name()).isEqualTo("rest");
        assertThat(policy.rule(record("KQ.2", "H99", "YEARS")).name()).isEqualTo("type");
    }

    @Test
    void the_version_of_the_day_counts() {
        StoragePolicies policies = read(FILE.replace(
                "]}]}",
                "]}, {\"version\": 2, \"effectiveFrom\": \"2027-01-01\", \"rules\": ["
                        + "{\"name\": \"all\", \"volumes\": [\"b\"], \"grace\": \"P1D\"}]}]}"));
        assertThat(policies.at(Instant.parse("2026-12-31T23:59:59Z")).version()).isEqualTo(1);
        assertThat(policies.at(Instant.parse("2027-01-01T00:00:00Z")).version()).isEqualTo(2);
        assertThat(policies.at(Instant.parse("2020-01-01T00:00:00Z")).version()).isEqualTo(1);
        assertThat(policies.volumes()).containsExactly("a", "b", "c");
    }

    @Test
    void the_file_comes_back_as_it_was_written() {
        StoragePolicies policies = read(FILE);
        assertThat(read(CanonicalJson.text(StoragePolicyJson.write(policies)))).isEqualTo(policies);
    }

    @Test
    void nonsense_is_refused_with_its_reason() {
        assertThatThrownBy(() -> read(FILE.replace("storage-policy/1", "storage-policy/9")))
                .hasMessageContaining("not of schema");
        assertThatThrownBy(() -> read(FILE.replace("\"other\",", "\"other\", \"agencies\": [\"H1\"],")))
                .hasMessageContaining("last rule of a storage policy must match every record");
        assertThatThrownBy(() -> read(FILE.replace("\"minimum\": 2", "\"minimum\": 4")))
                .hasMessageContaining("asks for 4 of 3 copies");
        assertThatThrownBy(() -> read(FILE.replace("\"copies\": 3", "\"copies\": 4")))
                .hasMessageContaining("asks for 4 copies");
        assertThatThrownBy(() -> read(FILE.replace("P1D", "a day"))).hasMessageContaining("not a duration");
        assertThatThrownBy(() -> read(FILE.replace("\"a\", \"b\"]", "\"a\", \"a\"]")))
                .hasMessageContaining("copies on [a, a]");
    }
}
