package vn.khoso.deploy.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.ingest.receipt.ReceiptDesk;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Seals;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.file.FileCheckpoints;
import vn.khoso.preservation.journal.file.FileJournalLines;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.journal.file.FileTiles;
import vn.khoso.preservation.journal.transparency.CheckpointEvents;
import vn.khoso.preservation.journal.transparency.JournalTree;
import vn.khoso.preservation.journal.transparency.LogSeal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.seal.pkcs12.Pkcs12NoteSigner;
import vn.khoso.preservation.seal.pkcs12.Pkcs12SealingKey;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.preservation.seal.tsa.TestTimeStamping;
import vn.khoso.preservation.storage.file.Volume;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;

/** A journal on a volume, made by the archive's own classes, and everything that a stranger is given of it. */
final class KeptJournal implements AutoCloseable {

    static final byte[] PACKAGE = "một gói nộp".getBytes(StandardCharsets.UTF_8);

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Agent ARCHIVE = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");
    private static final UUID VOLUME = UUID.fromString("0193458a-7c00-7000-8000-00000000aaaa");

    final Path folder;
    final TransparencyLog log;
    private final Volume volume;
    private final Chain chain = new Chain();
    private final Journal journal;
    private final Seals seals;
    private final IdentifierMint mint = new IdentifierMint(CLOCK, new SecureRandom());

    private static final class Chain implements JournalStore {
        private final List<JournalEntry> entries = new ArrayList<>();

        @Override
        public List<JournalEntry> append(List<Event> events) {
            int from = entries.size();
            for (Event event : events) {
                Fixity previous = entries.isEmpty()
                        ? JournalHash.START
                        : entries.getLast().hash();
                entries.add(JournalHash.link(entries.size() + 1L, CLOCK.instant(), previous, event));
            }
            return List.copyOf(entries.subList(from, entries.size()));
        }

        @Override
        public List<JournalEntry> after(long after, int limit) {
            return entries.stream().skip(after).limit(limit).toList();
        }

        @Override
        public List<JournalEntry> about(String object, long after, int limit) {
            return entries.stream()
                    .skip(after)
                    .filter(entry -> entry.event().objects().contains(object))
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<JournalEntry> last() {
            return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
        }
    }

    /** @param volumeName keys are shared by volumes in one folder, as somebody has them who holds the server */
    KeptJournal(Path folder, String volumeName) {
        this.folder = folder;
        Path root = folder.resolve(volumeName);
        Volume.format(root, VOLUME, Instant.EPOCH.atOffset(ZoneOffset.UTC).toInstant());
        volume = Volume.open(root, VOLUME, new Volume.Settings(0, 1));
        SealPassword password = SealPassword.configured("mot-mat-khau-de-thu");
        seals = new Seals(Pkcs12SealingKey.openOrCreate(folder.resolve("keys/seal.p12"), password, "Kho thử", CLOCK));
        FileJournalSegments segments = FileJournalSegments.on(volume, chain);
        FileTiles tiles = new FileTiles(volume);
        log = new TransparencyLog(
                JournalTree.open(tiles, new FileJournalLines(volume, segments)),
                FileCheckpoints.on(volume),
                tiles,
                new LogSeal(
                        Pkcs12NoteSigner.openOrCreate(
                                folder.resolve("keys/log.p12"), password, "khoso.vn/journal/" + VOLUME, CLOCK),
                        TestTimeStamping.openOrCreate(folder.resolve("keys/tsa.p12"), password, CLOCK)),
                new CheckpointEvents(chain, segments, new Events(mint, CLOCK), ARCHIVE));
        journal = new Journal(chain, segments, log);
    }

    void happened(int count, String note) {
        for (int i = 0; i < count; i++) {
            journal.append(
                    List.of(event(EventType.FIXITY_CHECK, List.of("urn:uuid:" + new UUID(1, i)), note, Map.of())));
        }
    }

    private Event event(EventType type, List<String> objects, String note, Map<String, String> detail) {
        return new Event(mint.version7(), type, CLOCK.instant(), EventOutcome.SUCCESS, ARCHIVE, objects, note, detail);
    }

    /** Keeps a package and writes what its sender gets, {@code receipt.json} and {@code receipt.p7s}. */
    SipId received() throws IOException {
        SipId sip = new SipId(mint.version7());
        AipId aip = new AipId(mint.version7());
        Fixity root = Digests.fixity(DigestAlgorithm.SHA_512, new byte[] {2});
        JournalEntry entry = journal.append(List.of(event(
                        EventType.INGESTION,
                        List.of(aip.toString(), sip.toString()),
                        "The package is kept.",
                        Map.of("rootDigest", root.toString()))))
                .getFirst();
        Submission submission = new Submission(
                sip,
                aip,
                new AgencyCode("H56.17"),
                "xa-mau",
                "gói.zip",
                PACKAGE.length,
                Digests.fixity(DigestAlgorithm.SHA_256, PACKAGE),
                CLOCK.instant(),
                Optional.empty(),
                Submission.State.RUNNING,
                Progress.NONE,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty());
        SignedReceipt receipt = new ReceiptDesk(seals, journal, mint, CLOCK)
                .issue(submission, new StorageReceipt(aip, sip, 1, root, 1, List.of(), CLOCK.instant(), entry.index()));
        Files.write(folder.resolve("package.zip"), PACKAGE);
        Files.write(folder.resolve("receipt.json"), receipt.document());
        Files.write(folder.resolve("receipt.p7s"), receipt.signature());
        return sip;
    }

    /** Writes the public things, the latest checkpoint and the proof of that package. */
    void handedOut(SipId sip) throws IOException {
        var latest = log.latest().orElseThrow();
        Files.writeString(
                folder.resolve("receipt.tlog-proof"),
                journal.proofOfIngestion(sip.toString()).orElseThrow().text());
        Files.writeString(folder.resolve("archive.pem"), seals.certificatePem());
        Files.writeString(folder.resolve("log.vkey"), log.key().text() + "\n");
        Files.writeString(folder.resolve("tsa.pem"), log.stampCertificates().orElseThrow());
        Files.writeString(folder.resolve("checkpoint.note"), latest.note());
        Files.write(
                folder.resolve("checkpoint.tsr"), latest.stamp().orElseThrow().reply());
    }

    String proof(long index) {
        return journal.proof(index).orElseThrow().text();
    }

    @Override
    public void close() {
        volume.close();
    }
}
