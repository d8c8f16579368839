package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** A whole object being copied from another volume into a folder of {@code staging/}, every file checked on the way. */
final class ObjectCopy {

    private static final int BUFFER = 256 * 1024;

    private final Path folder;
    private final DurableFiles files;
    private final IntConsumer pace;
    private final Set<Path> folders = new LinkedHashSet<>();

    ObjectCopy(Path folder, DurableFiles files, IntConsumer pace) {
        this.folder = folder;
        this.files = files;
        this.pace = pace;
    }

    /** Copies, compares and flushes all that the object's inventories promise; what else lies beside it stays there. */
    void write(StoredVersion wanted, StoredObjects source) {
        AipId aip = wanted.aip();
        StoredObject good = source.object(aip);
        ObjectSurvey survey = survey(aip, good);
        boolean same = survey.promised().stream()
                .anyMatch(one ->
                        one.place().equals(Inventory.FILE) && one.fixity().equals(wanted.rootDigest()));
        if (!same) {
            throw new ContentAltered(
                    aip + ": the copy to be copied is not version " + wanted.version() + " as it was kept");
        }
        List<Path> written = new ArrayList<>();
        makeFolder(folder);
        for (ObjectSurvey.Promise promise : survey.promised()) {
            Path target = folder.resolve(promise.place()).normalize();
            if (!target.startsWith(folder)) {
                throw new ContentAltered(aip + ": its inventory points out of its folder: " + promise.place());
            }
            makeFolder(DurableFiles.above(target));
            copy(aip, promise, good, target);
            written.add(target);
        }
        files.force(written);
        files.force(List.copyOf(folders));
    }

    private void makeFolder(Path place) {
        if (folders.add(place)) {
            if (!place.equals(folder)) {
                makeFolder(DurableFiles.above(place));
            }
            files.createDirectory(place);
        }
    }

    private void copy(AipId aip, ObjectSurvey.Promise promise, StoredObject source, Path target) {
        Fixity found;
        try (ReadableByteChannel from = open(aip, promise, source)) {
            found = files.change("write " + promise.place(), () -> {
                try (FileChannel to =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    return copy(aip, promise, from, to);
                }
            });
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot close " + aip + " " + promise.place(), trouble);
        }
        if (!found.equals(promise.fixity())) {
            throw new ContentAltered(aip + " " + promise.place() + ": the copy to be copied is " + found
                    + ", promised was " + promise.fixity());
        }
    }

    private Fixity copy(AipId aip, ObjectSurvey.Promise promise, ReadableByteChannel from, FileChannel to)
            throws IOException {
        MessageDigest digest = Digests.of(promise.fixity().algorithm());
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int count = read(aip, promise, from, buffer); count >= 0; count = read(aip, promise, from, buffer)) {
            pace.accept(count);
            digest.update(buffer.array(), 0, count);
            DurableFiles.writeFully(to, buffer.flip());
            buffer.clear();
        }
        return Fixity.of(promise.fixity().algorithm(), digest.digest());
    }

    private static ObjectSurvey survey(AipId aip, StoredObject source) {
        try {
            return source.survey()
                    .orElseThrow(() -> new ContentMissing(aip + " is not where it was to be copied from"));
        } catch (StorageUnavailable unread) {
            throw unreadable(aip, unread);
        }
    }

    private static ReadableByteChannel open(AipId aip, ObjectSurvey.Promise promise, StoredObject source) {
        try {
            return source.open(promise.place());
        } catch (StorageUnavailable unread) {
            throw unreadable(aip, unread);
        }
    }

    private static int read(AipId aip, ObjectSurvey.Promise promise, ReadableByteChannel from, ByteBuffer buffer) {
        try {
            return from.read(buffer);
        } catch (IOException trouble) {
            throw unreadable(aip, trouble);
        }
    }

    /** Trouble of the place that is read is told apart from trouble of the volume that is written. */
    private static ContentMissing unreadable(AipId aip, Exception trouble) {
        return new ContentMissing(aip + " cannot be read where it was to be copied from: " + trouble.getMessage());
    }
}
