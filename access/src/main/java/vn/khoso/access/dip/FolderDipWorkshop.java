package vn.khoso.access.dip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.access.rights.LegalDay;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipOrder;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.RecordId;

/**
 * Makes DIPs in a folder and keeps them there for a while, one folder a DIP: its note and its bytes. A DIP is wholly there or
 * not at all; after {@code life} it is deleted, and what a broken run left behind too.
 */
public final class FolderDipWorkshop implements DipWorkshop {

    private static final Logger LOG = LoggerFactory.getLogger(FolderDipWorkshop.class);
    private static final String NOTE = "dip.json";
    private static final String BYTES = "content";
    private static final String PART = ".part";

    private final Path folder;
    private final DipBag bags;
    private final IdentifierMint mint;
    private final Duration life;
    private final Clock clock;

    public FolderDipWorkshop(
            Path folder, KeptFiles files, Journal journal, IdentifierMint mint, Duration life, Clock clock) {
        this.folder = folder;
        this.bags = new DipBag(files, journal);
        this.mint = mint;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public Dip compose(DipJob job) {
        DipId id = mint.dip();
        Path part = folder.resolve(id.uuid() + PART);
        Instant now = clock.instant();
        try {
            sweep(now);
            Files.createDirectories(part);
            Dip dip = composed(id, job, part, now);
            DipFile.write(part.resolve(NOTE), dip);
            Files.move(part, folder.resolve(id.uuid()), StandardCopyOption.ATOMIC_MOVE);
            return dip;
        } catch (IOException trouble) {
            throw new StorageUnavailable("the workshop of DIPs cannot be written", trouble);
        }
    }

    @Override
    public Optional<Dip> find(DipId id) {
        Path note = folder.resolve(id.uuid()).resolve(NOTE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DipFile.read(note)).filter(dip -> clock.instant().isBefore(dip.expiresAt()));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StorageUnavailable("the note of a DIP cannot be read: " + id, unreadable);
        }
    }

    @Override
    public InputStream open(DipId id, long offset, long length) {
        Dip.Content content =
                find(id).flatMap(Dip::content).orElseThrow(() -> new ContentMissing("no DIP to fetch: " + id));
        try {
            FileChannel channel = FileChannel.open(folder.resolve(id.uuid()).resolve(BYTES), StandardOpenOption.READ);
            if (!hashed(channel).equals(content.sha256())) {
                channel.close();
                throw new ContentAltered("a waiting DIP was altered: " + id);
            }
            channel.position(offset);
            return new BoundedStream(Channels.newInputStream(channel), length);
        } catch (IOException trouble) {
            throw new StorageUnavailable("a DIP cannot be read: " + id, trouble);
        }
    }

    private Dip composed(DipId id, DipJob job, Path part, Instant now) throws IOException {
        List<RecordId> records = job.records().stream().map(RecordEntry::id).toList();
        DipOrder.Form form = job.order().form();
        Optional<Dip.Content> content = Optional.empty();
        Optional<String> trouble = Optional.empty();
        try {
            content = Optional.of(
                    switch (form) {
                        case FILE -> single(job.records().getFirst(), part);
                        case BAGIT_ZIP -> zipped(id, job.records(), part);
                    });
        } catch (ContentAltered altered) {
            LOG.error("DIP {} is not made: {}", id, altered.getMessage());
            trouble = Optional.of("CONTENT_ALTERED");
        } catch (ContentMissing missing) {
            LOG.error("DIP {} is not made: {}", id, missing.getMessage());
            trouble = Optional.of("CONTENT_MISSING");
        }
        if (trouble.isPresent()) {
            DipFile.delete(part);
            Files.createDirectories(part);
        }
        Dip.State state = content.isPresent() ? Dip.State.READY : Dip.State.FAILED;
        return new Dip(id, job.requester(), records, form, state, now, now.plus(life), content, trouble);
    }

    private Dip.Content single(RecordEntry record, Path part) throws IOException {
        FileObject file = record.files().getFirst();
        Path bytes = part.resolve(BYTES);
        bags.copy(record.aip(), file, bytes);
        try (FileChannel written = FileChannel.open(bytes, StandardOpenOption.READ)) {
            if (!hashed(written).equals(file.sha256())) {
                throw new ContentAltered("a copied file is not what was kept: " + file.path());
            }
        }
        return new Dip.Content(file.path().fileName(), file.format().mediaType(), file.size(), file.sha256());
    }

    private Dip.Content zipped(DipId id, List<RecordEntry> records, Path part) throws IOException {
        Path root = Files.createDirectories(part.resolve("bag"));
        bags.write(root, id, records, LegalDay.today(clock));
        Path bytes = part.resolve(BYTES);
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(bytes), digest);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : filesOf(root)) {
                ZipEntry entry = new ZipEntry(
                        id.uuid() + "/" + root.relativize(file).toString().replace('\\', '/'));
                entry.setTime(clock.millis());
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        DipFile.delete(root);
        return new Dip.Content(
                "dip-" + id.uuid() + ".zip",
                "application/zip",
                Files.size(bytes),
                Fixity.of(DigestAlgorithm.SHA_256, digest.digest()));
    }

    /** Deletes DIPs whose time is over, and parts that are older than any order can take. */
    private void sweep(Instant now) throws IOException {
        Files.createDirectories(folder);
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.toList();
        }
        for (Path one : all) {
            Instant made = Files.getLastModifiedTime(one).toInstant();
            if (made.plus(life).isBefore(now)) {
                DipFile.delete(one);
            }
        }
    }

    private static List<Path> filesOf(Path root) throws IOException {
        try (Stream<Path> walked = Files.walk(root)) {
            return walked.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Fixity hashed(FileChannel channel) throws IOException {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        channel.position(0);
        while (channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        return Fixity.of(DigestAlgorithm.SHA_256, digest.digest());
    }
}
