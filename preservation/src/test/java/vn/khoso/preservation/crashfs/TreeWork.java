package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.file.FileCheckpoints;
import vn.khoso.preservation.journal.file.FileJournalLines;
import vn.khoso.preservation.journal.file.FileTiles;
import vn.khoso.preservation.journal.transparency.CheckpointEvents;
import vn.khoso.preservation.journal.transparency.JournalTree;
import vn.khoso.preservation.journal.transparency.LogSeal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.seal.NoteSigner;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.preservation.seal.TimeStamping;
import vn.khoso.preservation.seal.pkcs12.Pkcs12NoteSigner;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;

/** The tree over the journal grows, and its head is signed and stamped, twice. */
final class TreeWork implements Work {

    private final Image base;
    private final int entries;
    private final NoteSigner signer;
    /** Places and bytes of tiles, checkpoints and stamps at each promise. */
    private final List<Map<String, String>> promised = new ArrayList<>();

    /** @param entries on storage before; each of the two goes adds two, and the entry of the checkpoint itself */
    TreeWork(Path keys, int entries) {
        this.entries = entries;
        this.signer = Pkcs12NoteSigner.openOrCreate(
                keys.resolve("log.p12"),
                SealPassword.kept(keys.resolve("seal.password")),
                "khoso.vn/journal/" + World.VOLUME,
                World.CLOCK);
        CrashFileSystem system = new CrashFileSystem(World.fresh());
        try (World world = new World(system, World.journal(events()))) {
            world.segments().shipPending();
            log(world).follow();
        }
        this.base = system.disk().image();
    }

    private TransparencyLog log(World world) {
        FileTiles tiles = new FileTiles(world.volume());
        return new TransparencyLog(
                JournalTree.open(tiles, new FileJournalLines(world.volume(), world.segments())),
                FileCheckpoints.on(world.volume()),
                tiles,
                new LogSeal(signer, new SameReply()),
                new CheckpointEvents(
                        world.journal(),
                        world.segments(),
                        new Events(new IdentifierMint(World.CLOCK, new SameNumbers()), World.CLOCK),
                        StagedPackage.ARCHIVE));
    }

    @Override
    public Image base() {
        return base;
    }

    @Override
    public List<Event> events() {
        return World.events(1, entries);
    }

    @Override
    public void run(World world, Runnable told) {
        TransparencyLog log = log(world);
        for (int go = 1; go <= 2; go++) {
            world.journal().append(World.events(1_000 * go + 1, 1_000 * go + 2));
            log.issue();
            if (promised.size() < go) {
                promised.add(files(world.volume().journal()));
            }
            told.run();
        }
    }

    @Override
    public int promisesAgain(int before) {
        // A second run enters other entries, so its checkpoints are of other sizes.
        return before;
    }

    @Override
    public long shipped(int promises) {
        return entries + 3L * promises;
    }

    @Override
    public void judge(World world, CrashFileSystem system, int promises) {
        Map<String, String> now = files(world.volume().journal());
        Map<String, String> must = promises == 0 ? Map.of() : promised.get(promises - 1);
        must.forEach((place, bytes) -> {
            if (!place.equals("/checkpoint")) {
                assertThat(now.get(place)).as(place).isEqualTo(bytes);
            }
        });
        TransparencyLog log = log(world);
        log.follow();
        assertThat(log.checkpoints(0, 100)).hasSizeGreaterThanOrEqualTo(promises);
        // The head that stands alone is one of those that are kept, and not an older one than was promised.
        Optional<String> head = Optional.ofNullable(now.get("/checkpoint"));
        assertThat(head.isPresent() || promises == 0).as("a head").isTrue();
        head.ifPresent(note -> assertThat(log.checkpoints(0, 100).stream()
                        .map(issued -> text(issued.note().getBytes(StandardCharsets.UTF_8)))
                        .toList()
                        .indexOf(note))
                .as("place of the head among the checkpoints")
                .isGreaterThanOrEqualTo(Math.max(0, promises - 1)));
        log.latest().ifPresent(issued -> {
            long size = issued.checkpoint().size();
            assertThat(log.inclusion(size, Optional.of(size))).isPresent();
            assertThat(log.consistency(
                            log.checkpoints(0, 1).getFirst().checkpoint().size(), size))
                    .isPresent();
        });
    }

    /** All below the journal but its segments, and drafts, which nobody reads. */
    private static Map<String, String> files(Path journal) {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(journal)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".ndjson")) {
                    files.put("/" + journal.relativize(file), text(Files.readAllBytes(file)));
                }
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** So that every run gives its events the same names. */
    private static final class SameNumbers extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private long last;

        @Override
        public void nextBytes(byte[] bytes) {
            last++;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (last >>> 8 * (i % 4));
            }
        }
    }

    /** An authority whose word is always the same: what is tried is where it is kept. */
    private static final class SameReply implements TimeStamping {

        private static final byte[] REPLY = new UUID(1, 2).toString().getBytes(StandardCharsets.UTF_8);

        @Override
        public String name() {
            return "same";
        }

        @Override
        public TimeStamp stamp(byte[] document) {
            return read(REPLY, document);
        }

        @Override
        public TimeStamp read(byte[] reply, byte[] document) {
            assertThat(reply).isEqualTo(REPLY);
            return new TimeStamp(reply, World.NOW, "same", "1.2.3", true);
        }

        @Override
        public Optional<String> certificatesPem() {
            return Optional.empty();
        }
    }
}
