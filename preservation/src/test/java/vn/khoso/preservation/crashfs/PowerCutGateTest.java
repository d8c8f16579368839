package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.crashfs.PowerCuts.Seen;
import vn.khoso.preservation.testing.CrashGateTable;

/**
 * F-05, the gate of D1 and D2 for power cuts: after every step of every work, every state that the medium may then be in
 * ({@link PowerCut}) is started from. What was acknowledged is there byte for byte, what was not is absent or whole, the journal's
 * chain is one, tree and checkpoints agree with it, and the same work done once more comes to the same.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(CrashGateTable.class)
final class PowerCutGateTest {

    private static final long SEED = 20_261_120;
    private static final String HARNESS = "H1 power cut";

    /** States to be tried at least, in the gate and in the nightly profile. */
    private static final long GATE = 5_000;

    private static final long NIGHTLY = 50_000;

    /** More are asked for: a work may have fewer states than its share. */
    private static final long NIGHTLY_ASKED = 56_000;

    private static final int LOOKED_AT = 600;

    @TempDir
    Path staged;

    private final Quiet quiet = new Quiet();
    private Packages packages;

    /** @param share of the bound, in a hundred */
    private record Scenario(String name, int share, List<Work> works) {}

    @BeforeEach
    void stage() {
        packages = new Packages(staged);
    }

    @AfterEach
    void speak() {
        quiet.close();
    }

    @Test
    void after_every_power_cut_what_was_acknowledged_is_there_and_nothing_is_there_by_halves(CrashGateTable.Rows table)
            throws IOException {
        gate(table, GATE, GATE, "");
        String document = Files.readString(CrashGateTable.DOCUMENT);
        assertThat(scenarios())
                .allSatisfy(scenario -> assertThat(document)
                        .as("a row in %s; -Dkhoso.gate.write=true writes it", CrashGateTable.DOCUMENT)
                        .contains("| " + HARNESS + " | " + scenario.name() + " |"));
    }

    @Test
    @Tag("nightly")
    void after_many_more_power_cuts_it_is_the_same(CrashGateTable.Rows table) {
        gate(table, NIGHTLY_ASKED, NIGHTLY, ", nightly");
    }

    private List<Scenario> scenarios() {
        Work one = Works.Ingest.of(packages, List.of(Packages.FIRST));
        Work update = Works.Update.of(packages);
        Work ship = Works.Ship.of();
        Image bad = Works.damaged(Works.updated(packages), ".pdf");
        Work repair = Works.Repair.of(packages, bad, 2);
        List<Work> restarts = Stream.of(one, update, ship, repair)
                .flatMap(work -> SecondCuts.of(work, LOOKED_AT, SEED).stream())
                .toList();
        return List.of(
                new Scenario("set-up of a volume", 8, List.of(new FormatWork())),
                new Scenario("ingest", 20, List.of(one)),
                new Scenario(
                        "two ingests",
                        15,
                        List.of(Works.Ingest.of(packages, List.of(Packages.FIRST, packages.neighbourOfFirst())))),
                new Scenario("update", 20, List.of(update)),
                new Scenario("journal, append", 2, List.of(ship)),
                new Scenario("journal, tree and checkpoints", 4, List.of(new TreeWork(staged, 3))),
                new Scenario("journal, a tile fills", 2, List.of(new TreeWork(staged, 253))),
                new Scenario("copy made anew", 9, List.of(Works.Repair.of(packages, World.fresh(), 0))),
                new Scenario(
                        "copy of an older version caught up",
                        9,
                        List.of(Works.Repair.of(packages, Works.ingested(packages), 1))),
                new Scenario("copy with a flipped bit repaired", 15, List.of(repair)),
                new Scenario("start after a first power cut", 15, restarts));
    }

    private void gate(CrashGateTable.Rows table, long asked, long least, String suffix) {
        List<String> complaints = new ArrayList<>();
        long tried = 0;
        for (Scenario scenario : scenarios()) {
            List<Seen> seen = new ArrayList<>();
            long left = asked * scenario.share() / 100;
            for (int i = 0; i < scenario.works().size(); i++) {
                Work work = scenario.works().get(i);
                Seen one = new PowerCuts(work.recorded(), work::judgeAfter)
                        .upTo(left / (scenario.works().size() - i), SEED);
                left -= one.tried();
                seen.add(one);
                one.complaints().stream()
                        .limit(3)
                        .forEach(complaint -> complaints.add(scenario.name() + ": " + complaint));
            }
            tried += row(table, scenario.name() + suffix, seen);
        }
        assertThat(complaints).isEmpty();
        assertThat(tried).isGreaterThanOrEqualTo(least);
    }

    private static long row(CrashGateTable.Rows table, String name, List<Seen> seen) {
        int steps = seen.stream().mapToInt(Seen::steps).sum();
        BigInteger existing = seen.stream().map(Seen::existing).reduce(BigInteger.ZERO, BigInteger::add);
        long tried = seen.stream().mapToLong(Seen::tried).sum();
        table.add(
                HARNESS,
                name,
                steps,
                existing,
                tried,
                seen.stream().mapToLong(Seen::good).sum());
        return tried;
    }

    /** The check can fail: the same harness finds what a writer without flushes loses, that unlinks the root inventory before it writes the new one. */
    @Test
    void the_same_harness_finds_what_ocfl_java_loses(CrashGateTable.Rows table) throws IOException {
        Control control = new Control(packages, Files.createDirectory(staged.resolve("scratch")));
        PowerCuts.Recording update = control.recorded();
        Seen valid = new PowerCuts(update, (after, known) -> control.judge(after)).upTo(150, SEED);
        Seen first = new PowerCuts(update, (after, known) -> control.judgeFirst(after)).upTo(150, SEED);
        row(table, "control: update by ocfl-java 2.2.3, valid after", List.of(valid));
        row(table, "control: update by ocfl-java 2.2.3, version 1 readable after", List.of(first));
        assertThat(update.steps()).hasSizeGreaterThan(10);
        assertThat(valid.good()).as("invalid roots").isLessThan(valid.tried());
        assertThat(first.good()).as("acknowledged versions that cannot be read").isLessThan(first.tried());
    }

    /** The check can fail: a writer of ours whose flushes are all taken out of the record. */
    @Test
    void the_same_harness_finds_what_the_flushes_are_for(CrashGateTable.Rows table) {
        Work work = Works.Ingest.of(packages, List.of(Packages.FIRST));
        PowerCuts.Recording real = work.recorded();
        int missed = 0;
        List<Integer> flushes = IntStream.range(0, real.steps().size())
                .filter(at -> real.steps().get(at) instanceof Step.Flush)
                .boxed()
                .toList();
        for (int flush : flushes) {
            Seen seen = new PowerCuts(real.without(flush), work::judgeAfter).upTo(400, SEED);
            missed += seen.good() < seen.tried() ? 1 : 0;
        }
        table.add(
                HARNESS,
                "control: ingest with one flush left out, not missed",
                flushes.size(),
                BigInteger.valueOf(flushes.size()),
                flushes.size(),
                flushes.size() - missed);
        assertThat(missed).isEqualTo(flushes.size());
    }
}
