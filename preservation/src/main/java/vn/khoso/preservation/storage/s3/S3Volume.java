package vn.khoso.preservation.storage.s3;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.Medium;
import vn.khoso.preservation.storage.VolumeIdentity;
import vn.khoso.preservation.storage.ocfl.RecoveryText;
import vn.khoso.preservation.storage.ocfl.StorageLayout;

/**
 * A bucket, or a prefix in one, in which one archive keeps AIPs and journal segments; the keys are the names of the files on
 * a volume that is a folder, and {@code writer.json} stands for its lock.
 *
 * <p>Opening it asks for the identity it should have, and that the store keeps to conditions of writes: otherwise two
 * writers could not be kept apart.
 */
public final class S3Volume implements Medium {

    static final String OCFL = "ocfl/";
    static final String STAGING = "staging/";
    static final String QUARANTINE = "quarantine/";

    private static final Logger LOG = LoggerFactory.getLogger(S3Volume.class);

    /** Seen by two sweeps, so gone within 13 hours; promised are 24. */
    private static final long SWEEP_NANOS = TimeUnit.HOURS.toNanos(6);

    private final S3Place place;
    private final UUID id;
    private final S3Bucket bucket;
    private final WriterLease lease;
    private final PartUploads uploads;
    private final S3Writes writes;
    private final LongSupplier nanos;
    private long swept;

    private S3Volume(S3Place place, UUID id, Writer writer) {
        this.place = place;
        this.id = id;
        this.nanos = writer.nanos;
        this.bucket = new S3Bucket(place);
        this.lease = new WriterLease(bucket, writer.holder, place.limits(), nanos);
        this.uploads = new PartUploads(bucket, lease, place.limits().part());
        this.writes = new S3Writes(bucket, lease, uploads, place.limits());
    }

    /** Who opens the volume; the same object for every opening, for it remembers since when another writer was seen. */
    public static final class Writer {

        private final String holder;
        private final LongSupplier nanos;
        private Optional<WriterLease.Sight> sight = Optional.empty();

        /**
         * @param holder name of the data folder that writes; after a crash the same name takes over at once
         * @param nanos {@link System#nanoTime}
         */
        public Writer(String holder, LongSupplier nanos) {
            this.holder = holder;
            this.nanos = nanos;
        }
    }

    /**
     * Makes an empty prefix a volume. An attempt that died half way may be repeated, at once by a writer of the same name.
     *
     * @throws StorageUnavailable when it is a volume already or anything else lies there
     */
    public static void format(S3Place place, UUID id, Instant created, Writer writer) {
        try (S3Volume volume = new S3Volume(place, id, writer)) {
            volume.refuseWhatIsNotEmpty();
            volume.take(writer);
            StorageLayout.files()
                    .forEach(file -> volume.writes.anyhow(
                            OCFL + file.place(), file.text().getBytes(StandardCharsets.UTF_8)));
            volume.writes.anyhow(RecoveryText.FILE, RecoveryText.bytes());
            volume.writes.fresh(VolumeIdentity.FILE, new VolumeIdentity(id, created).json());
        }
    }

    private void refuseWhatIsNotEmpty() {
        Set<String> own = new HashSet<>(Set.of(WriterLease.KEY, RecoveryText.FILE));
        StorageLayout.files().forEach(file -> own.add(OCFL + file.place()));
        if (identity(bucket).isPresent()) {
            throw refused("đã là một ổ lưu trữ", "it is a volume already");
        }
        S3Bucket.Names names = bucket.list("", false, Optional.empty()).given("list " + place);
        for (String key : names.keys()) {
            if (!own.contains(key)) {
                throw refused("không trống: " + key, "it is not empty: " + key);
            }
        }
    }

    /**
     * Who a bucket says that it is; for whoever has no memory of it yet. Empty when it does not say it.
     *
     * @throws StorageUnavailable when it does not answer
     */
    public static Optional<UUID> identityOf(S3Place place) {
        try (S3Bucket bucket = new S3Bucket(place)) {
            return identity(bucket).map(VolumeIdentity::id);
        }
    }

    private static Optional<VolumeIdentity> identity(S3Bucket bucket) {
        return bucket.read(VolumeIdentity.FILE, 0, S3Bucket.RANGE, Optional.empty())
                .found()
                .map(part -> VolumeIdentity.parse(VolumeIdentity.FILE, part.bytes()));
    }

    /**
     * Opens a volume, takes the writer's lease, and aborts uploads that a dead writer left.
     *
     * @param expected the identity that the archive remembers
     * @throws StorageUnavailable with the reason, when this is not that volume or another writer holds it
     */
    public static S3Volume open(S3Place place, UUID expected, Writer writer) {
        S3Volume volume = new S3Volume(place, expected, writer);
        try {
            volume.requireIdentityOnly();
            volume.requireConditions(expected);
            volume.take(writer);
            volume.ensureOwnFiles();
            volume.uploads.sweepAll();
            return volume;
        } catch (ArchiveFault refused) {
            volume.close();
            throw refused;
        }
    }

    private void requireIdentityOnly() {
        VolumeIdentity found = identity(bucket)
                .orElseThrow(() -> refused(
                        "không có volume.json, thùng chứa và tiền tố có đúng không, ổ đã được khởi tạo chưa?",
                        "it has no volume.json; are bucket and prefix right, was the volume formatted?"));
        if (!found.id().equals(id)) {
            throw refused(
                    "đây là ổ " + found.id() + ", trong khi ổ cần có là " + id,
                    "it is volume " + found.id() + ", and volume " + id + " is expected");
        }
    }

    /** The very bytes that are there, so that nothing is lost where the store does not mind the condition. */
    private void requireConditions(UUID expected) {
        byte[] there = S3Read.of(bucket, VolumeIdentity.FILE)
                .map(S3Volume::bytes)
                .orElseThrow(() -> Faults.unavailable("volume.json is gone again"));
        Answer<String> answer = bucket.put(
                VolumeIdentity.FILE, there.length, () -> new ByteArrayInputStream(there), S3Bucket.Condition.NEW);
        if (answer instanceof Answer.Failed<String>(ArchiveFault fault, boolean passing)) {
            throw fault;
        }
        if (!(answer instanceof Answer.Unmet<String>)) {
            throw refused(
                    "kho đối tượng không giữ điều kiện If-None-Match, không thể tách hai tiến trình ghi",
                    "the store does not keep to If-None-Match, so two writers of volume " + expected
                            + " could not be kept apart");
        }
    }

    static byte[] bytes(S3Read read) {
        byte[] bytes = new byte[Math.toIntExact(read.size())];
        int at = 0;
        for (int count = read.read(bytes, 0, bytes.length);
                count > 0;
                count = read.read(bytes, at, bytes.length - at)) {
            at += count;
        }
        return bytes;
    }

    private void take(Writer writer) {
        writer.sight = lease.take(writer.sight);
        if (writer.sight.isPresent()) {
            throw refused("một tiến trình khác đang ghi vào đây", "another process writes to it");
        }
    }

    private void ensureOwnFiles() {
        byte[] config = StorageLayout.config().getBytes(StandardCharsets.UTF_8);
        Optional<S3Read> there = S3Read.of(bucket, OCFL + StorageLayout.CONFIG);
        if (there.filter(read -> Arrays.equals(bytes(read), config)).isEmpty()) {
            throw refused(
                    "gốc lưu trữ OCFL không dùng được",
                    "its storage root is not OCFL 1.1 of layout " + StorageLayout.NAME);
        }
        byte[] script = RecoveryText.bytes();
        if (S3Read.of(bucket, RecoveryText.FILE)
                .filter(read -> Arrays.equals(bytes(read), script))
                .isEmpty()) {
            writes.anyhow(RecoveryText.FILE, script);
        }
    }

    private StorageUnavailable refused(String vi, String en) {
        return Faults.unavailable("volume " + place + " refused: " + vi + " / " + en);
    }

    S3Bucket bucket() {
        return bucket;
    }

    S3Writes writes() {
        return writes;
    }

    /** Small files of the volume that are none of packages: the journal's. */
    public S3Files files() {
        return new S3Files(bucket, writes);
    }

    @Override
    public UUID id() {
        return id;
    }

    /** Never: there is no flush that could fail here. A write that was not read back is no write. */
    @Override
    public Optional<String> fenced() {
        return Optional.empty();
    }

    /** A bucket tells nobody how much room it has, and says so to a write when it is full: here it is always a pebibyte. */
    @Override
    public long room() {
        return 1L << 50;
    }

    /** Also keeps the lease and, every six hours, looks for parts that nobody completes. */
    @Override
    public void requireIdentity() {
        requireIdentityOnly();
        lease.require();
        if (sweepIsDue()) {
            sweep();
        }
    }

    private synchronized boolean sweepIsDue() {
        long now = nanos.getAsLong();
        if (swept != 0 && now - swept < SWEEP_NANOS) {
            return false;
        }
        swept = now == 0 ? 1 : now;
        return true;
    }

    /** Aborts uploads that the sweep before saw too. @return how many */
    int sweep() {
        int aborted = uploads.sweep();
        if (aborted > 0) {
            LOG.warn("Volume {}: {} uploads that nobody completed were aborted", id, aborted);
        }
        return aborted;
    }

    /** Names below a place; for tests and recovery. */
    List<String> keys(String below) {
        return bucket.keys(below);
    }

    @Override
    public void close() {
        try {
            lease.release();
        } catch (StorageUnavailable gone) {
            LOG.info("The lease of volume {} runs out by itself: {}", id, gone.getMessage());
        } finally {
            bucket.close();
        }
    }
}
