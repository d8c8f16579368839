package vn.khoso.preservation.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.Keeping;
import vn.khoso.preservation.storage.file.StracedChild.Call;
import vn.khoso.preservation.storage.file.StracedChild.Run;
import vn.khoso.preservation.testing.CrashGateTable;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.PackagePath;

/**
 * The gate of D1 and D2 for two copies: an ingest on two volumes is killed at every system call that changes one of them, and
 * every such call fails once, with an input/output error or for want of room.
 *
 * <p>After a kill, on every volume the package is absent or whole, what was acknowledged is on both, and the same try again
 * gives two equal copies. After an error of one volume the package is acknowledged with the one copy of the other, and a failed
 * flush fences its volume alone.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(CrashGateTable.class)
final class TwoVolumesCrashGateTest {

    private static final int LANES = 2;

    /** With {@code -Dkhoso.gate=all} every call fails once. */
    private static final boolean ALL = "all".equals(System.getProperty("khoso.gate"));

    @TempDir
    Path work;

    @BeforeEach
    void strace_is_needed() {
        assumeTrue(StracedChild.present(), "skipped: strace not present");
    }

    @Test
    void killed_or_failing_at_every_call_of_both_copies_nothing_acknowledged_is_lost(CrashGateTable.Rows table) {
        StracedChild lane = lane("count");
        Run whole = lane.run("replicate", "");
        assertThat(whole.output()).contains("ACK 2 ");
        List<Call> calls = whole.calls();
        List<Call> second =
                calls.stream().filter(call -> call.text().contains("/volume-2")).toList();
        assertThat(calls).hasSizeGreaterThan(60);
        assertThat(second).hasSizeGreaterThan(30);
        List<Call> errors =
                calls.stream().filter(call -> !call.text().contains("\"ACK ")).toList();
        List<Call> growing = errors.stream()
                .filter(call -> Stream.of("open", "write", "pwrite", "mkdir", "rename")
                        .anyMatch(name -> call.name().startsWith(name)))
                .toList();
        List<String> bad = new ArrayList<>();
        int kills = good(calls, bad, (call, at) -> killed(calls, call, at));
        List<Call> failing = ALL ? errors : ofEveryKind(errors);
        List<Call> filling = ALL ? growing : ofEveryKind(growing);
        int failures = good(failing, bad, (call, at) -> failed(call, at, "EIO"));
        int full = good(filling, bad, (call, at) -> failed(call, at, "ENOSPC"));
        table.add("H2 killed", "ingest, two volumes", calls.size(), calls.size(), kills);
        table.add("H2 EIO", "ingest, two volumes", errors.size(), failing.size(), failures);
        table.add("H2 ENOSPC", "ingest, two volumes", growing.size(), filling.size(), full);
        assertThat(bad).isEmpty();
    }

    /** Every flush, and of all other calls the first of each kind on each volume: {@link CrashGateTest} lets every one fail. */
    private static List<Call> ofEveryKind(List<Call> calls) {
        Set<String> kinds = new HashSet<>();
        return calls.stream()
                .filter(call ->
                        call.flushes() || kinds.add(call.name() + call.text().contains("/volume-2")))
                .toList();
    }

    private void killed(List<Call> calls, Call call, StracedChild lane) {
        Run run = lane.run("replicate", call.name() + ":signal=KILL:when=" + call.nth());
        assertThat(run.exit()).as(run.output()).isEqualTo(137);
        assertThat(run.calls()).hasSize(calls.indexOf(call) + 1);
        try (TwoVolumesWork after = open(lane)) {
            List<Boolean> there = after.volumes().sites().stream()
                    .map(site -> wholeOrAbsent(site, lane))
                    .toList();
            if (run.acknowledged()) {
                assertThat(there).as("acknowledged").containsOnly(true);
            }
            again(after, lane);
        }
    }

    /** One volume fails once: the receipt is for the other copy, unless nothing of it failed but the journal's end. */
    private void failed(Call call, StracedChild lane, String error) {
        Run run = lane.run("replicate", call.name() + ":error=" + error + ":when=" + call.nth());
        String site = call.text().contains("/volume-2") ? "b" : "a";
        assertThat(run.acknowledged()).as(run.output()).isTrue();
        boolean journal = call.text().contains("/journal");
        boolean lock = call.text().contains("volume.lock");
        assertThat(run.output()).contains(journal ? "ACK 2 " : "ACK 1 ");
        if (error.equals("EIO") && call.flushes()) {
            assertThat(run.output()).contains(site + "=fenced");
        } else if (error.equals("EIO") || lock) {
            assertThat(run.output()).contains(site + "=away");
        }
        assertThat(run.output()).as("the other goes on").contains((site.equals("a") ? "b" : "a") + "=in-use");
        try (TwoVolumesWork after = open(lane)) {
            Optional<StoredVersion> head = after.storage().head(CrashGateWork.AIP);
            assertThat(head).as("acknowledged").isPresent();
            after.volumes().sites().forEach(one -> wholeOrAbsent(one, lane));
            again(after, lane);
        }
    }

    private static void again(TwoVolumesWork after, StracedChild lane) {
        Keeping keeping = after.create();
        assertThat(keeping.standing()).hasSize(2);
        assertThat(after.volumes().sites()).allMatch(site -> wholeOrAbsent(site, lane));
        for (CopySite site : after.volumes().sites()) {
            assertThat(site.on(open -> open.journal().shipped()).longValue()).isEqualTo(1);
        }
    }

    /** @return whether it is there */
    private static boolean wholeOrAbsent(CopySite site, StracedChild lane) {
        Optional<StoredVersion> head = site.on(open -> open.storage().head(CrashGateWork.AIP));
        head.ifPresent(stored -> CrashGateWork.first(lane.staged())
                .contents()
                .forEach((path, bytes) -> assertThat(read(site, path)).isEqualTo(bytes)));
        return head.isPresent();
    }

    private static byte[] read(CopySite site, PackagePath path) {
        try (var in = site.on(open -> open.storage().open(CrashGateWork.AIP, path))) {
            return in.readAllBytes();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private TwoVolumesWork open(StracedChild lane) {
        TwoVolumesWork after = new TwoVolumesWork(lane.volume(), lane.second(), lane.staged());
        for (Path volume : List.of(lane.volume(), lane.second())) {
            assertThat(volume.resolve("staging")).isEmptyDirectory();
            OcflReferee.assertValid(
                    volume, work.resolve("scratch-" + lane.volume().getParent().getFileName()));
        }
        return after;
    }

    private int good(List<Call> calls, List<String> bad, BiConsumer<Call, StracedChild> check) {
        ConcurrentLinkedQueue<Call> queue = new ConcurrentLinkedQueue<>(calls);
        ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                String name = "lane-" + i;
                running.add(pool.submit(() -> {
                    for (Call call = queue.poll(); call != null; call = queue.poll()) {
                        try {
                            check.accept(call, lane(name));
                        } catch (AssertionError | RuntimeException wrong) {
                            complaints.add("at call " + calls.indexOf(call) + " " + call.text() + ": " + wrong);
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
        bad.addAll(complaints);
        return calls.size() - complaints.size();
    }

    /** A lane with two fresh volumes. */
    private StracedChild lane(String name) {
        Path folder = work.resolve(name);
        clear(folder);
        StracedChild lane = new StracedChild(folder, true);
        try {
            Files.createDirectories(lane.staged());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        Volume.format(lane.volume(), CrashGateWork.VOLUME, CrashGateWork.NOW);
        Volume.format(lane.second(), TwoVolumesWork.SECOND, CrashGateWork.NOW);
        return lane;
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
