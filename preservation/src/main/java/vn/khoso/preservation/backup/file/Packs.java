package vn.khoso.preservation.backup.file;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import vn.khoso.preservation.backup.ObjectReading;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;

/**
 * Writes whole objects into {@code objects-00001.tar} and so on: unpacked one after the other they are an OCFL storage root. An
 * object never lies in two of them.
 */
final class Packs implements AutoCloseable {

    static final String ROOT = "ocfl/";

    private final SetDraft draft;
    private final long roll;
    private final Instant time;
    private int number;
    private long written;
    private java.util.Optional<TarArchiveOutputStream> open = java.util.Optional.empty();

    /** @param roll bytes from which on the next object begins another pack */
    Packs(SetDraft draft, long roll, Instant time) {
        this.draft = draft;
        this.roll = roll;
        this.time = time;
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "objects-%05d.tar", number);
    }

    void add(AipId aip, StoredObject object, ObjectReading.Whole whole) throws IOException {
        TarArchiveOutputStream tar = pack();
        String folder = ROOT + StorageLayout.place(aip) + "/";
        for (ObjectReading.Part part : whole.parts()) {
            header(tar, folder + part.place(), part.size(), time);
            if (part.bytes().isPresent()) {
                tar.write(part.bytes().get());
            } else {
                large(aip, object, part, tar);
            }
            tar.closeArchiveEntry();
            written += part.size();
        }
    }

    /** A large file was verified a moment ago; when it is bad now, the pack cannot be saved and the whole try fails. */
    private static void large(AipId aip, StoredObject object, ObjectReading.Part part, OutputStream tar) {
        try {
            ObjectReading.copy(object, aip, part, tar);
        } catch (ContentAltered | ContentMissing bad) {
            throw new StorageUnavailable("changed while it was backed up: " + bad.getMessage(), new IOException(bad));
        }
    }

    private TarArchiveOutputStream pack() throws IOException {
        if (open.isPresent() && written < roll) {
            return open.get();
        }
        close();
        number++;
        written = 0;
        TarArchiveOutputStream tar = tar(draft.create(name(number)));
        open = java.util.Optional.of(tar);
        return tar;
    }

    static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    static void header(TarArchiveOutputStream tar, String name, long size, Instant time) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0100600);
        entry.setModTime(
                java.nio.file.attribute.FileTime.from(time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            TarArchiveOutputStream tar = open.get();
            open = java.util.Optional.empty();
            tar.close();
        }
    }
}
