package vn.khoso.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.testing.FindingFixtures;
import vn.khoso.ingest.testing.IngestHouse;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;

/** Every finding is found in its own fixture, alone, and ends as the agreement says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FindingFixturesTest {

    private static final int FIRST = 20_000;

    private IngestHouse house;

    @BeforeAll
    void build(@TempDir Path folder) {
        house = new IngestHouse.Plan()
                .limits(FindingFixtures.LIMITS)
                .build(folder)
                .started();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void a_finding_is_found_in_its_fixture_and_no_other(FindingCode code) {
        FindingFixtures.Fixture fixture = FindingFixtures.of(code, FIRST + code.ordinal());
        Submission ended = house.through(fixture.container(), fixture.sender());
        assertThat(IngestHouse.codes(ended))
                .as("%s", ended.findings())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(code), FindingFixtures.besides(code).stream())
                                .map(Enum::name)
                                .toList());
        boolean refuses = SubmissionAgreement.shipped().levels().get(code) == FindingLevel.REFUSE;
        assertThat(ended.state()).isEqualTo(refuses ? State.REFUSED : State.ARCHIVED);
        assertThat(house.staged()).isEmpty();
    }
}
