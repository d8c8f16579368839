package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreCommandTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 130, 137, 143})
    void aRestoreThatFailedOrWasKilledStaysUnfinished(int code) {
        assertThat(RestoreCommand.finished(code)).isFalse();
    }

    @Test
    void aRestoreThatCameToItsEndIsFinishedAlsoWhenPackagesAreMissing() {
        assertThat(RestoreCommand.finished(0)).isTrue();
        assertThat(RestoreCommand.finished(3)).isTrue();
    }
}
