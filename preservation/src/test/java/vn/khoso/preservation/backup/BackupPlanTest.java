package vn.khoso.preservation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.backup.file.BackupPlan;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;

class BackupPlanTest {

    private static final Fixity HASH = new Fixity(DigestAlgorithm.SHA_256, "0".repeat(64));
    private final BackupPlan plan = new BackupPlan(1);

    @Test
    void anEmptyMediumNeedsAFullSetThatIsKept() {
        assertThat(plan.due(List.of(), Instant.parse("2026-03-05T02:00:00Z")))
                .contains(new BackupPlan.Due(BackupKind.FULL, true));
    }

    @Test
    void aDayHasOneSetFromItsHourOnInVietnam() {
        List<BackupSet> sets = List.of(set(BackupKind.FULL, true, "2026-03-04T18:30:00Z"));
        assertThat(plan.due(sets, Instant.parse("2026-03-05T17:59:59Z"))).isEmpty();
        assertThat(plan.due(sets, Instant.parse("2026-03-05T18:00:00Z")))
                .as("one o'clock in the morning of the sixth")
                .contains(new BackupPlan.Due(BackupKind.INCREMENTAL, false));
    }

    @Test
    void aSetThatLacksPackagesIsNotTheSetOfTheDayAndIsTriedAgainAfterSixHours() {
        BackupSet lacking =
                set(BackupKind.FULL, true, "2026-03-04T18:30:00Z").with(new BackupSet.Counts(2, 1, 2, 3, 1, 1));
        assertThat(plan.due(List.of(lacking), Instant.parse("2026-03-05T00:29:59Z")))
                .isEmpty();
        assertThat(plan.due(List.of(lacking), Instant.parse("2026-03-05T00:30:00Z")))
                .as("not everything once more")
                .contains(new BackupPlan.Due(BackupKind.INCREMENTAL, false));
        BackupSet whole = set(BackupKind.INCREMENTAL, false, "2026-03-05T00:30:00Z");
        assertThat(plan.due(List.of(lacking, whole), Instant.parse("2026-03-05T17:59:59Z")))
                .isEmpty();
    }

    @Test
    void aMonthBeginsWithAFullSet() {
        List<BackupSet> sets = List.of(
                set(BackupKind.FULL, true, "2026-03-04T18:30:00Z"),
                set(BackupKind.INCREMENTAL, false, "2026-03-30T18:30:00Z"));
        assertThat(plan.due(sets, Instant.parse("2026-03-31T18:30:00Z")))
                .as("the first of April in Vietnam")
                .contains(new BackupPlan.Due(BackupKind.FULL, false));
    }

    @Test
    void threeYearsLaterAFullSetIsKeptAgain() {
        List<BackupSet> sets = new ArrayList<>();
        sets.add(set(BackupKind.FULL, true, "2026-03-04T18:30:00Z"));
        sets.add(set(BackupKind.FULL, false, "2029-02-28T18:30:00Z"));
        assertThat(plan.due(sets, Instant.parse("2029-03-31T18:30:00Z")))
                .contains(new BackupPlan.Due(BackupKind.FULL, true));
    }

    @Test
    void whatASetSaysOfItselfIsReadBackEqual() {
        BackupSet set = set(BackupKind.INCREMENTAL, false, "2026-03-04T18:30:00Z");
        assertThat(BackupSetJson.read(vn.khoso.schemas.codec.json.CanonicalJson.bytes(BackupSetJson.write(set))))
                .isEqualTo(set);
    }

    private static BackupSet set(BackupKind kind, boolean kept, String at) {
        boolean full = kind == BackupKind.FULL;
        return new BackupSet(
                "set",
                "0123456789abcdef",
                kind,
                kept,
                Instant.parse(at),
                "schedule",
                new UUID(1, 2),
                full ? 0 : 5,
                9,
                HASH,
                full ? Optional.empty() : Optional.of(new BackupSet.Foundation("base", HASH)),
                HASH,
                Map.of("a", new UUID(3, 4)),
                Map.of("ingest", "1"),
                new BackupSet.Counts(1, 1, 2, 3, 0, 0),
                List.of("Một đĩa / one disk"));
    }
}
