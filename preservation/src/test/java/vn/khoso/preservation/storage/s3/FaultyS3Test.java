package vn.khoso.preservation.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.preservation.storage.s3.FakeS3.Fault;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** F-14: whatever the store does, no copy counts as kept without a later read that gave the same bytes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultyS3Test {

    private static final AipId AIP = new AipId(UUID.fromString("0193458a-7c00-7000-8000-000000000014"));
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-0000000000b2");

    /** While the store misbehaves. */
    private static final S3Place.Limits LIMITS = limits(1);

    /** While it does not, on a machine that has other things to do as well. */
    private static final S3Place.Limits PATIENT = limits(20);

    private static S3Place.Limits limits(int times) {
        return new S3Place.Limits(
                Duration.ofMillis(200L * times),
                Duration.ofMillis(200L * times),
                Duration.ofMillis(300L * times),
                Duration.ofMillis(900L * times),
                3,
                Duration.ofMillis(1),
                64 * 1024,
                Duration.ofSeconds(60));
    }

    /** What each fault is tried on. */
    private static final Map<Fault, List<String>> TARGETS = targets();

    @TempDir
    private Path work;

    private static Map<Fault, List<String>> targets() {
        Map<Fault, List<String>> targets = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            targets.put(
                    fault,
                    switch (fault) {
                        case NONE -> List.of();
                        case HANG_IN_BODY, SHORT_BODY, DRIP -> List.of("GET", "LIST", "COMPLETE", "BEGIN");
                        case SHORT_KEPT, FLIPPED_KEPT, WRONG_TAG -> List.of("PUT", "PART");
                        case DUPLICATE_PART -> List.of("PART");
                        case ERROR_200, DONE_AND_ERROR_200 -> List.of("COMPLETE");
                        case ERROR_404 -> List.of("GET");
                        case STALE_LIST -> List.of("LIST");
                        case LATE -> List.of("PUT", "PART", "COMPLETE");
                        default -> List.of("GET", "PUT", "DELETE", "LIST", "BEGIN", "PART", "COMPLETE");
                    });
        }
        targets.remove(Fault.NONE);
        return targets;
    }

    /** The answers to some requests of some kinds, drawn by a seed. */
    private static final class Drawn implements FakeS3.Script {

        private record Hit(Fault fault, String kind, long from, long times) {}

        private final List<Hit> hits = new ArrayList<>();
        private final Map<String, Long> counts = new LinkedHashMap<>();
        private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);

        Drawn(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Fault> faults = List.copyOf(TARGETS.keySet());
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                // Every fault has its turn as the first of a script.
                Fault fault = faults.get(hits.isEmpty() ? (int) (seed % faults.size()) : random.nextInt(faults.size()));
                List<String> kinds = TARGETS.get(fault);
                String kind = kinds.get(random.nextInt(kinds.size()));
                long from = kind.equals("GET") || kind.equals("PUT") ? random.nextInt(22) : random.nextInt(3);
                hits.add(new Hit(fault, kind, from, random.nextInt(4) == 0 ? 6 : 1 + random.nextInt(2)));
            }
        }

        @Override
        public synchronized Fault fault(String kind, String key, long number) {
            long at = counts.merge(kind, 1L, Long::sum) - 1;
            for (Hit hit : hits) {
                if (hit.kind().equals(kind) && at >= hit.from() && at < hit.from() + hit.times()) {
                    happened.merge(hit.fault(), 1, Integer::sum);
                    return hit.fault();
                }
            }
            return Fault.NONE;
        }
    }

    /** What came of some scripts. */
    private static final class Tally {
        private int scripts;
        private int kept;
        private int refused;
        private long requests;
        private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);

        @Override
        public String toString() {
            return "F-14: " + scripts + " scripts, " + kept + " called kept and got back byte-equal, " + refused
                    + " refused, " + requests + " requests, faults " + happened;
        }
    }

    @Test
    void two_hundred_scripts_of_faults_and_no_copy_is_kept_unread() throws IOException {
        assertHonest(200);
    }

    @Test
    @Tag("nightly")
    void a_thousand_scripts_of_faults_and_no_copy_is_kept_unread() throws IOException {
        assertHonest(1_000);
    }

    private void assertHonest(int scripts) throws IOException {
        Tally tally = new Tally();
        Map<String, byte[]> formatted = formatted();
        for (int seed = 0; seed < scripts; seed++) {
            run(seed, formatted, tally);
        }
        System.getLogger("F-14").log(System.Logger.Level.INFO, tally.toString());
        assertThat(tally.kept).as("scripts that ended well").isGreaterThan(scripts / 5);
        assertThat(tally.refused).as("scripts that could not end well").isGreaterThan(scripts / 10);
        assertThat(tally.happened.keySet()).containsAll(TARGETS.keySet());
    }

    private static Map<String, byte[]> formatted() throws IOException {
        try (FakeS3 store = new FakeS3()) {
            S3Volume.format(
                    store.place("kho", PATIENT),
                    ID,
                    StagedPackage.COMPOSED,
                    new S3Volume.Writer("here", System::nanoTime));
            Map<String, byte[]> keys = new LinkedHashMap<>();
            store.content().keys().forEach(key -> keys.put(key, store.content().bytes(key)));
            return keys;
        }
    }

    private StagedPackage staged() {
        byte[] large = new byte[150_000];
        for (int at = 0; at < large.length; at++) {
            large[at] = (byte) (at * 31 + at / 256);
        }
        return new StagedPackage(work.resolve("staged"), AIP)
                .with("sip/data/large.bin", large)
                .with("sip/bagit.txt", "BagIt-Version: 1.0\n")
                .with("metadata/empty.txt", "");
    }

    private void run(long seed, Map<String, byte[]> formatted, Tally tally) throws IOException {
        Drawn script = new Drawn(seed);
        NewVersion given = staged().version("ingest");
        try (FakeS3 store = new FakeS3()) {
            formatted.forEach(store.content()::plant);
            S3Volume.Writer writer = new S3Volume.Writer("here", System::nanoTime);
            S3Volume volume = opened(store, writer);
            S3ArchivalStorage storage = S3ArchivalStorage.on(volume);
            store.follow(script);
            Optional<Integer> kept = attempt(seed, storage, given);
            int deeds = store.content().deeds().size();
            store.follow(FakeS3.Script.NONE);
            kept.ifPresent(version ->
                    assertReadBack(seed, store, store.content().deeds().subList(0, deeds)));
            volume.close();

            volume = S3Volume.open(store.place("kho", PATIENT), ID, writer);
            storage = S3ArchivalStorage.on(volume);
            assertWholeOrAbsent(seed, store, storage, kept.isPresent());
            // What a store does when nobody waits any more may leave content that nobody can see, until the next
            // attempt.
            assertThat(script.happened.containsKey(Fault.LATE)
                            || storage.head(AIP).isPresent()
                            || store.content().keys().stream().noneMatch(key -> key.matches("kho/ocfl/../.*")))
                    .as("seed %d: remains", seed)
                    .isTrue();
            assertThat(storage.create(given).version())
                    .as("seed %d, again", seed)
                    .isEqualTo(1);
            assertWholeOrAbsent(seed, store, storage, true);
            volume.close();
            tally.scripts++;
            tally.kept += kept.isPresent() ? 1 : 0;
            tally.refused += kept.isPresent() ? 0 : 1;
            tally.requests += store.requests();
            script.happened.forEach((fault, times) -> tally.happened.merge(fault, times, Integer::sum));
        }
    }

    /** On a busy machine a good store may be late too. */
    private static S3Volume opened(FakeS3 store, S3Volume.Writer writer) {
        for (int count = 1; ; count++) {
            try {
                return S3Volume.open(store.place("kho", LIMITS), ID, writer);
            } catch (StorageUnavailable late) {
                if (count == 20) {
                    throw late;
                }
            }
        }
    }

    /** Only faults of the archive's own list may come of it. @return the version, when it is called kept */
    private static Optional<Integer> attempt(long seed, S3ArchivalStorage storage, NewVersion given) {
        long begun = System.nanoTime();
        try {
            return Optional.of(storage.create(given).version());
        } catch (ArchiveFault refused) {
            return Optional.empty();
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("seed %d ends", seed)
                    .isLessThan(LIMITS.call().multipliedBy(30));
        }
    }

    private static void assertReadBack(long seed, FakeS3 store, List<FakeBucket.Deed> deeds) {
        String root = "kho/ocfl/" + StorageLayout.place(AIP) + "/";
        List<String> keys = store.content().keys().stream()
                .filter(key -> key.startsWith(root))
                .toList();
        assertThat(keys).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(8);
        for (String key : keys) {
            assertThat(readBack(deeds, key, store.content().bytes(key)))
                    .as("seed %d: %s was got back after it was put", seed, key)
                    .isTrue();
        }
    }

    /** Whether the last thing that happened to a key is that these bytes were given out whole. */
    private static boolean readBack(List<FakeBucket.Deed> deeds, String key, byte[] bytes) {
        return deeds.stream()
                .filter(deed -> deed.key().equals(key))
                .reduce((first, second) -> second)
                .filter(deed -> deed.kind().equals("GET") && Arrays.equals(deed.bytes(), bytes))
                .isPresent();
    }

    private void assertWholeOrAbsent(long seed, FakeS3 store, S3ArchivalStorage storage, boolean kept)
            throws IOException {
        boolean there = storage.head(AIP).isPresent();
        assertThat(there || !kept).as("seed %d: what was kept is there", seed).isTrue();
        if (there) {
            for (Map.Entry<PackagePath, byte[]> one : staged().contents().entrySet()) {
                try (InputStream in = storage.open(AIP, one.getKey())) {
                    assertThat(in.readAllBytes())
                            .as("seed %d %s", seed, one.getKey())
                            .isEqualTo(one.getValue());
                }
            }
        }
        assertThat(store.content().uploads()).as("seed %d: orphan parts", seed).isZero();
        assertThat(store.content().keys())
                .as("seed %d: remains", seed)
                .noneMatch(key -> key.startsWith("kho/staging/"));
    }

    @Test
    void a_write_that_is_not_got_back_is_seen_by_this_very_test() throws IOException {
        try (FakeS3 store = new FakeS3();
                S3Bucket bucket = new S3Bucket(store.place("kho", PATIENT))) {
            byte[] bytes = {1, 2, 3};
            bucket.put("x", 3, () -> new ByteArrayInputStream(bytes), S3Bucket.Condition.NEW)
                    .given("x");
            assertThat(readBack(store.content().deeds(), "kho/x", bytes)).isFalse();
            bucket.read("x", 0, 3, Optional.empty()).given("x");
            assertThat(readBack(store.content().deeds(), "kho/x", bytes)).isTrue();
            store.content().plant("kho/x", new byte[] {1, 2, 4});
            assertThat(readBack(
                            store.content().deeds(), "kho/x", store.content().bytes("kho/x")))
                    .isFalse();
        }
    }

    @Test
    void every_call_ends_within_its_deadline_whatever_hangs() throws IOException {
        try (FakeS3 store = new FakeS3();
                S3Bucket bucket = new S3Bucket(store.place("kho", LIMITS))) {
            store.content().plant("kho/x", new byte[100_000]);
            S3Bucket.Upload upload = new S3Bucket.Upload("y", "u");
            Map<String, Runnable> calls = new LinkedHashMap<>();
            calls.put("read", () -> bucket.read("x", 0, S3Bucket.RANGE, Optional.empty()));
            calls.put(
                    "put",
                    () -> bucket.put("z", 4, () -> new ByteArrayInputStream(new byte[4]), S3Bucket.Condition.NEW));
            calls.put("delete", () -> bucket.delete("x"));
            calls.put("list", () -> bucket.list("", false, Optional.empty()));
            calls.put("begin", () -> bucket.begin("q"));
            calls.put("part", () -> bucket.part(upload, 1, 4, () -> new ByteArrayInputStream(new byte[4])));
            calls.put("complete", () -> bucket.complete(upload, List.of()));
            calls.put("abort", () -> bucket.abort(upload));
            for (Fault fault : List.of(Fault.HANG, Fault.HANG_IN_BODY, Fault.DRIP)) {
                store.follow((kind, key, number) -> fault);
                calls.forEach((name, call) -> assertThat(took(call))
                        .as(name + " with " + fault)
                        .isLessThan(LIMITS.call().plus(Duration.ofMillis(700))));
            }
        }
    }

    @Test
    void a_store_to_which_no_connection_can_be_made_is_given_up_in_time() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<SocketChannel> queue = new ArrayList<>();
            for (int count = 0; count < 4; count++) {
                SocketChannel waiting = SocketChannel.open();
                waiting.configureBlocking(false);
                waiting.connect(deaf.getLocalSocketAddress());
                queue.add(waiting);
            }
            S3Place place = new S3Place(
                    Optional.of(URI.create("http://127.0.0.1:" + deaf.getLocalPort())),
                    "vn-1",
                    FakeS3.BUCKET,
                    "kho",
                    true,
                    new S3Place.Credentials("key", "secret"),
                    LIMITS);
            try (S3Bucket bucket = new S3Bucket(place)) {
                AtomicLong failed = new AtomicLong();
                assertThat(took(() -> {
                            if (bucket.read("x", 0, 1, Optional.empty()) instanceof Answer.Failed<?>) {
                                failed.incrementAndGet();
                            }
                        }))
                        .isLessThan(LIMITS.call().plus(Duration.ofMillis(700)));
                assertThat(failed).hasValue(1);
            } finally {
                for (SocketChannel waiting : queue) {
                    waiting.close();
                }
            }
        }
    }

    private static Duration took(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
