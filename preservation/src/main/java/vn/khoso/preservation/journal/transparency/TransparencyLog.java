package vn.khoso.preservation.journal.transparency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.journal.JournalProofs;
import vn.khoso.preservation.journal.transparency.CheckpointStore.Kept;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.tlog.Checkpoint;
import vn.khoso.schemas.codec.tlog.ConsistencyProof;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.codec.tlog.MerkleCheck;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.codec.tlog.TreeHash;

/**
 * The journal as a transparency log: signed checkpoints, and proofs that stand on them.
 *
 * <p>No checkpoint is signed that is not a continuation of the last one, whatever became of database and storage; then
 * {@link ContentAltered} is thrown and {@link #trouble} says it until it is mended. A stamp that cannot be had is owed, and asked for again.
 */
public final class TransparencyLog implements JournalProofs {

    private static final Logger LOG = LoggerFactory.getLogger(TransparencyLog.class);

    /** Days of checkpoints are those of the law's country. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** How far the archive's clock and the authority's may be apart (F-15). */
    private static final Duration APART = Duration.ofSeconds(60);

    private static final int OWED_PAGE = 100;

    private final JournalTree tree;
    private final CheckpointStore checkpoints;
    private final TileStore tiles;
    private final LogSeal seal;
    private final CheckpointEvents events;
    private final ReentrantLock issuing = new ReentrantLock();
    private volatile Optional<String> behind = Optional.empty();
    private volatile Optional<String> broken = Optional.empty();
    private volatile Optional<String> stampTrouble = Optional.empty();
    private volatile long stampedUpTo;

    public TransparencyLog(
            JournalTree tree, CheckpointStore checkpoints, TileStore tiles, LogSeal seal, CheckpointEvents events) {
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.seal = seal;
        this.events = events;
    }

    /** A checkpoint with what is known of its time. */
    public record Issued(Checkpoint checkpoint, String note, Optional<TimeStamp> stamp) {}

    /** The key by which its checkpoints are verified. */
    public NoteKey key() {
        return seal.signer().key();
    }

    /** Certificates of the time stamping authority in PEM, when there are any. */
    public Optional<String> stampCertificates() {
        return seal.time().certificatesPem();
    }

    /** What an operator must look at; empty when all is well. */
    public Optional<String> trouble() {
        return broken.or(() -> behind).or(() -> stampTrouble);
    }

    /** Lets the tree grow to what is on storage. */
    public void follow() {
        try {
            tree.follow();
            behind = Optional.empty();
        } catch (ArchiveFault fault) {
            behind = Optional.of(String.valueOf(fault.getMessage()));
            throw fault;
        }
    }

    /** Signs the head of the journal as it is now; the same checkpoint again when nothing was appended since. */
    public Issued issue() {
        issuing.lock();
        try {
            return issued(true);
        } finally {
            issuing.unlock();
        }
    }

    /** Signs when the last checkpoint is of another day, or there is none. A journal without entries has no checkpoint. */
    public void issueDaily() {
        issuing.lock();
        try {
            Optional<Instant> last = checkpoints.latest().flatMap(kept -> events.entered(key().name(), kept.size()));
            if (last.isEmpty() || !day(last.get()).equals(day(events.now()))) {
                events.ship();
                follow();
                if (tree.size() > 0) {
                    issued(true);
                }
            }
        } finally {
            issuing.unlock();
        }
    }

    /** Signs when anything happened since the last checkpoint: the last thing of an orderly stop, which waits for no stamp. */
    public void issueAtStop() {
        issuing.lock();
        try {
            events.ship();
            follow();
            long size = checkpoints.latest().map(Kept::size).orElse(0L);
            if (events.anythingSince(size)) {
                issued(false);
            }
        } finally {
            issuing.unlock();
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    private Issued issued(boolean stamping) {
        try {
            Issued issued = next(stamping);
            broken = Optional.empty();
            return issued;
        } catch (ArchiveFault fault) {
            broken = Optional.of(String.valueOf(fault.getMessage()));
            throw fault;
        }
    }

    private Issued next(boolean stamping) {
        events.ship();
        follow();
        Optional<Kept> last = checkpoints.latest();
        last.ifPresent(this::requireContinuation);
        last.ifPresent(this::enterUnlessEntered);
        long size = tree.size();
        if (last.isPresent() && last.get().size() == size) {
            return told(last.get());
        }
        Checkpoint checkpoint = new Checkpoint(key().name(), size, tree.root(size), List.of());
        String note = seal.signer().sign(checkpoint.text()).written();
        tree.writePartialTiles(size);
        checkpoints.keep(size, note);
        Optional<TimeStamp> stamp = stamping ? stamped(size, note) : Optional.empty();
        events.issued(checkpoint, note, stamp);
        follow();
        LOG.info(
                "Checkpoint of the journal at {} entries, root {}, {}",
                size,
                checkpoint.root(),
                stamp.map(given -> "stamped by " + given.authority()).orElse("time stamp owed"));
        return new Issued(checkpoint, note, stamp);
    }

    /** A crash may have come between a checkpoint and its event. */
    private void enterUnlessEntered(Kept kept) {
        if (events.entered(key().name(), kept.size()).isEmpty()) {
            Issued issued = told(kept);
            events.issued(issued.checkpoint(), kept.note(), issued.stamp());
            follow();
        }
    }

    private void requireContinuation(Kept last) {
        Checkpoint before = read(last);
        if (tree.size() < before.size()) {
            throw new ContentAltered(
                    "the journal holds " + tree.size() + " entries, and a checkpoint was signed over " + before.size());
        }
        if (!tree.root(before.size()).equals(before.root())) {
            throw new ContentAltered("the first " + before.size()
                    + " entries of the journal are not those that the checkpoint was signed over");
        }
    }

    private Checkpoint read(Kept kept) {
        try {
            Checkpoint checkpoint = Checkpoint.signed(kept.note(), key());
            if (checkpoint.size() == kept.size()) {
                return checkpoint;
            }
        } catch (IllegalArgumentException notOurs) {
            throw new ContentAltered("the checkpoint of size " + kept.size() + " on storage is not what was signed: "
                    + notOurs.getMessage());
        }
        throw new ContentAltered("the checkpoint kept for size " + kept.size() + " is of another size");
    }

    private Optional<TimeStamp> stamped(long size, String note) {
        byte[] document = note.getBytes(StandardCharsets.UTF_8);
        try {
            TimeStamp stamp = seal.time().stamp(document);
            checkpoints.keepTimeStamp(size, stamp.reply());
            Duration apart = Duration.between(stamp.at(), events.now()).abs();
            stampTrouble = apart.compareTo(APART) > 0
                    ? Optional.of("the clock and the time stamping authority are " + apart.toSeconds() + " s apart")
                    : Optional.empty();
            return Optional.of(stamp);
        } catch (SealUnavailable later) {
            LOG.warn("The checkpoint of size {} waits for its time stamp: {}", size, later.getMessage());
            stampTrouble = Optional.of("time stamps are owed: " + later.getMessage());
            return Optional.empty();
        }
    }

    /** Asks for stamps that are owed, oldest first; stops at the first that is refused. @return how many came */
    public int stampOwed() {
        issuing.lock();
        try {
            int came = 0;
            for (List<Kept> page = checkpoints.after(stampedUpTo, OWED_PAGE);
                    !page.isEmpty();
                    page = checkpoints.after(stampedUpTo, OWED_PAGE)) {
                for (Kept kept : page) {
                    if (kept.timeStamp().isEmpty()) {
                        if (stamped(kept.size(), kept.note()).isEmpty()) {
                            return came;
                        }
                        came++;
                    }
                    stampedUpTo = kept.size();
                }
            }
            return came;
        } finally {
            issuing.unlock();
        }
    }

    /** Checkpoints over more than {@code after} entries, oldest first. */
    public List<Issued> checkpoints(long after, int limit) {
        return checkpoints.after(after, limit).stream().map(this::told).toList();
    }

    public Optional<Issued> checkpoint(long size) {
        return checkpoints.find(size).map(this::told);
    }

    public Optional<Issued> latest() {
        return checkpoints.latest().map(this::told);
    }

    private Issued told(Kept kept) {
        byte[] document = kept.note().getBytes(StandardCharsets.UTF_8);
        return new Issued(
                read(kept),
                kept.note(),
                kept.timeStamp().map(reply -> seal.time().read(reply, document)));
    }

    /** The hashes of a tile that is on storage. */
    public Optional<byte[]> tile(TilePath path) {
        return tiles.read(path);
    }

    /**
     * That the entry is in the tree of a checkpoint, without the entry. Verified before it is given.
     *
     * @param entry index in the journal, from 1
     * @param size of the checkpoint; empty for the latest
     * @return empty when there is no such checkpoint or it does not reach the entry
     */
    public Optional<InclusionProof> inclusion(long entry, Optional<Long> size) {
        return size.map(checkpoints::find)
                .orElseGet(checkpoints::latest)
                .filter(kept -> entry > 0 && entry <= kept.size())
                .map(kept -> {
                    follow();
                    requireContinuation(kept);
                    return new InclusionProof(
                            Optional.empty(), entry - 1, tree.inclusion(entry - 1, kept.size()), kept.note());
                });
    }

    @Override
    public Optional<InclusionProof> of(JournalEntry entry) {
        byte[] bytes = CanonicalJson.bytes(JournalEntryJson.write(entry));
        return inclusion(entry.index(), Optional.empty()).map(proof -> {
            if (!proof.holds(bytes, key())) {
                throw new ContentAltered("entry " + entry.index() + " of the database is not the one in the tree");
            }
            return new InclusionProof(Optional.of(bytes), proof.index(), proof.hashes(), proof.checkpoint());
        });
    }

    /**
     * That the tree of one checkpoint begins with that of another. Verified before it is given.
     *
     * @return empty when there is no checkpoint of one of the sizes
     */
    public Optional<ConsistencyProof> consistency(long from, long to) {
        Optional<Kept> older = checkpoints.find(from);
        return checkpoints
                .find(to)
                .filter(newer -> older.isPresent() && from <= to)
                .map(newer -> {
                    follow();
                    List<TreeHash> hashes = tree.consistency(from, to);
                    if (!MerkleCheck.consistent(
                            from, read(older.get()).root(), to, read(newer).root(), hashes)) {
                        throw new ContentAltered(
                                "the checkpoints of sizes " + from + " and " + to + " are not of one journal");
                    }
                    return new ConsistencyProof(from, hashes, newer.note());
                });
    }
}
