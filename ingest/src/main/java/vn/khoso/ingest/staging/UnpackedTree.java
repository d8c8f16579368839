package vn.khoso.ingest.staging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.ingest.staging.EntryName.Verdict;
import vn.khoso.ingest.step.Findings;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * What comes out of one container: takes entries one by one, keeps the limits, finds twins, writes and hashes.
 *
 * <p>Readers of containers give it names and streams and never touch the disk themselves.
 */
final class UnpackedTree {

    private static final int BUFFER = 1 << 16;

    /** So many bytes are written before the disk is asked again whether there is room. */
    private static final long ROOM_STEP = 16L << 20;

    private final Path folder;
    private final long containerBytes;
    private final StagingArea staging;
    private final IngestLimits limits;
    private final Findings findings = new Findings();
    private final List<UnpackedFile> files = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Boolean> kinds = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];
    private int entries;
    private long unpacked;
    private long roomAsked;

    UnpackedTree(Path folder, long containerBytes, StagingArea staging) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.containerBytes = containerBytes;
        this.staging = staging;
        this.limits = staging.limits();
    }

    /** Reading on is not safe or not possible; the finding that says why is already here. */
    static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;

        Stop() {
            super("the container is read no further", null, false, false);
        }
    }

    List<UnpackedFile> files() {
        return files;
    }

    List<Finding> findings() {
        return findings.list();
    }

    void find(Finding finding) {
        findings.add(finding);
    }

    void find(FindingCode code, String subject, String reason) {
        findings.add(Finding.of(code, subject).with("reason", reason));
    }

    Stop stop(FindingCode code, String subject, String reason) {
        find(code, subject, reason);
        return new Stop();
    }

    /** Counts an entry of any kind. */
    void count() throws Stop {
        entries++;
        requireEntries(entries);
    }

    void requireEntries(long count) throws Stop {
        if (count > limits.entries()) {
            find(Finding.of(FindingCode.CONTAINER_TOO_MANY_ENTRIES, "container")
                    .with("limit", Integer.toString(limits.entries())));
            throw new Stop();
        }
    }

    /** Looks at announced sizes before anything is written. */
    void requireSizes(String shown, long packed, long size) throws Stop {
        requireTotal(size);
        requireRatio(shown, packed, size);
    }

    void requireTotal(long size) throws Stop {
        if (size < 0 || size > limits.unpackedBytes()) {
            find(Finding.of(FindingCode.CONTAINER_TOO_LARGE, "container")
                    .with("limit", Long.toString(limits.unpackedBytes())));
            throw new Stop();
        }
    }

    Stop bomb(String shown) {
        find(Finding.of(FindingCode.CONTAINER_BOMB, shown).with("limit", Integer.toString(limits.ratio())));
        return new Stop();
    }

    long containerBytes() {
        return containerBytes;
    }

    long ratioGrace() {
        return limits.ratioGrace();
    }

    /** The name when it may be used and no other entry has it or its twin; else the finding is noted. */
    Optional<PackagePath> admit(byte[] rawName, boolean isFolder) {
        return switch (EntryName.judge(rawName, limits.depth())) {
            case Verdict.Root root -> Optional.empty();
            case Verdict.Bad bad -> {
                findings.add(bad.finding());
                yield Optional.empty();
            }
            case Verdict.Good good -> withoutTwin(good.path(), isFolder) ? Optional.of(good.path()) : Optional.empty();
        };
    }

    private boolean withoutTwin(PackagePath path, boolean isFolder) {
        String value = path.value();
        for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', slash + 1)) {
            if (!place(value.substring(0, slash), true)) {
                return false;
            }
        }
        return place(value, isFolder);
    }

    private boolean place(String name, boolean isFolder) {
        String key = EntryName.twinKey(name);
        String earlier = names.putIfAbsent(key, name);
        boolean folderBefore = kinds.computeIfAbsent(key, absent -> isFolder);
        if (earlier == null || (isFolder && folderBefore && earlier.equals(name))) {
            return true;
        }
        findings.add(Finding.of(FindingCode.CONTAINER_TWIN_NAMES, EntryName.printable(name))
                .with("other", EntryName.printable(earlier)));
        return false;
    }

    /**
     * Writes a file. {@code exactly} is its announced size: one byte more or less is a lie, and the container corrupt.
     *
     * @throws IOException what reading the content throws; trouble of writing is an {@code ArchiveFault}
     */
    void write(PackagePath path, InputStream content, long exactly) throws IOException, Stop {
        MessageDigest sha256 = Digests.of(DigestAlgorithm.SHA_256);
        MessageDigest sha512 = Digests.of(DigestAlgorithm.SHA_512);
        Path target = folder.resolve(String.format(java.util.Locale.ROOT, "%06d", files.size()));
        long size = 0;
        try (OutputStream out = open(target)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                unpacked += read;
                requireModest(path, size, exactly);
                sha256.update(buffer, 0, read);
                sha512.update(buffer, 0, read);
                put(out, read);
            }
        }
        if (size != exactly) {
            throw stop(FindingCode.CONTAINER_CORRUPT, path.value(), "size");
        }
        files.add(new UnpackedFile(
                path,
                size,
                Fixity.of(DigestAlgorithm.SHA_256, sha256.digest()),
                Fixity.of(DigestAlgorithm.SHA_512, sha512.digest()),
                target));
    }

    private void requireModest(PackagePath path, long size, long exactly) throws Stop {
        if (size > exactly) {
            throw stop(FindingCode.CONTAINER_CORRUPT, path.value(), "size");
        }
        requireTotal(unpacked);
        if (unpacked - roomAsked >= ROOM_STEP) {
            roomAsked = unpacked;
            staging.requireRoomFor(0);
        }
    }

    /** {@code out} bytes come from {@code in} bytes of the container. */
    void requireRatio(String shown, long in, long out) throws Stop {
        if (out > limits.ratioGrace() && out / Math.max(1, in) > limits.ratio()) {
            throw bomb(shown);
        }
    }

    private static OutputStream open(Path target) {
        try {
            return Files.newOutputStream(target);
        } catch (IOException trouble) {
            throw StagingArea.StagingTrouble.of("cannot write an unpacked file", trouble);
        }
    }

    private void put(OutputStream out, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException trouble) {
            throw StagingArea.StagingTrouble.of("cannot write an unpacked file", trouble);
        }
    }
}
