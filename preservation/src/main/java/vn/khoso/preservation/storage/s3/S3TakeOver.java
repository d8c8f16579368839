package vn.khoso.preservation.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;

/**
 * Makes an object here what it is elsewhere, key by key: a key that holds the promised bytes is only read; any other gets them
 * from the good copy, after what it held was kept in quarantine. A key is replaced whole and the inventories come last, so at
 * no moment is the object less than it was, and no reader is given a mixture: what he is given is compared with the inventory.
 */
final class S3TakeOver {

    private static final Logger LOG = LoggerFactory.getLogger(S3TakeOver.class);

    private final S3Bucket bucket;
    private final S3Writes writes;
    private final S3Recovery recovery;

    S3TakeOver(S3Volume volume, S3Recovery recovery) {
        this.bucket = volume.bucket();
        this.writes = volume.writes();
        this.recovery = recovery;
    }

    void run(S3ObjectFolder object, StoredVersion wanted, StoredObjects source, IntConsumer pace) {
        AipId aip = wanted.aip();
        StoredObject good = source.object(aip);
        ObjectSurvey survey = survey(aip, good);
        requireWanted(wanted, survey);
        List<ObjectSurvey.Promise> promised = new ArrayList<>(survey.promised());
        promised.sort(Comparator.comparing(S3TakeOver::rank));
        S3Recovery.Intent intent = new S3Recovery.Intent(aip, 0);
        boolean changed = false;
        for (ObjectSurvey.Promise promise : promised) {
            Optional<S3Read> there = S3Read.of(bucket, object.key(promise.place()));
            if (there.isPresent() && S3Writes.is(there.get(), promise.fixity())) {
                continue;
            }
            if (!changed) {
                recovery.begin(intent);
                changed = true;
            }
            if (there.isPresent()) {
                requireReadable(aip, promise, good);
                recovery.keepAside(object, promise.place());
            }
            copy(object, promise, good, wanted.bytes(), pace);
        }
        Set<String> places = new HashSet<>();
        promised.forEach(promise -> places.add(promise.place()));
        for (String extra : object.places().stream()
                .filter(place -> !places.contains(place))
                .toList()) {
            recovery.quarantine(object, extra);
        }
        if (changed) {
            recovery.end(intent);
        }
        boolean whole = object.current()
                .filter(found -> found.digest().equals(wanted.rootDigest()))
                .isPresent();
        if (!whole) {
            throw Faults.unavailable(aip + ": what was got back is not what was put");
        }
        LOG.debug("{} is here as it is there", aip);
    }

    /** Content, then versions' inventories, oldest first, each before its sidecar, then those of the root. */
    private static String rank(ObjectSurvey.Promise promise) {
        String place = promise.place();
        boolean ofRoot = place.equals(Inventory.FILE) || place.equals(Inventory.SIDECAR);
        boolean ofVersion = place.matches("v[1-9][0-9]*/" + Inventory.FILE.replace(".", "\\.") + "(\\.sha512)?");
        if (!ofRoot && !ofVersion) {
            return "1 " + place;
        }
        String number = ofRoot ? "" : place.substring(1, place.indexOf('/'));
        return (ofRoot ? "3 " : "2 ") + "0".repeat(10 - number.length()) + number + place;
    }

    private static void requireWanted(StoredVersion wanted, ObjectSurvey survey) {
        boolean same = survey.promised().stream()
                .anyMatch(one ->
                        one.place().equals(Inventory.FILE) && one.fixity().equals(wanted.rootDigest()));
        if (!same) {
            throw new ContentAltered(
                    wanted.aip() + ": the copy to be copied is not version " + wanted.version() + " as it was kept");
        }
        for (ObjectSurvey.Promise promise : survey.promised()) {
            if (List.of(promise.place().split("/", -1)).stream()
                    .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
                throw new ContentAltered(wanted.aip() + ": its inventory points out of its folder: " + promise.place());
            }
        }
    }

    private static ObjectSurvey survey(AipId aip, StoredObject source) {
        try {
            return source.survey()
                    .orElseThrow(() -> new ContentMissing(aip + " is not where it was to be copied from"));
        } catch (StorageUnavailable unread) {
            throw unreadable(aip, unread);
        }
    }

    /** Nothing that is here is touched for a copy that cannot be had. */
    private static void requireReadable(AipId aip, ObjectSurvey.Promise promise, StoredObject good) {
        try (ReadableByteChannel from = open(aip, promise, good)) {
            if (!from.isOpen()) {
                throw new IOException("it is closed");
            }
        } catch (IOException trouble) {
            throw unreadable(aip, trouble);
        }
    }

    private void copy(
            S3ObjectFolder object, ObjectSurvey.Promise promise, StoredObject good, long atMost, IntConsumer pace) {
        try (InputStream from = new Paced(Channels.newInputStream(open(object.aip(), promise, good)), pace)) {
            writes.stream(object.key(promise.place()), from, promise.fixity(), atMost);
        } catch (IOException trouble) {
            throw unreadable(object.aip(), trouble);
        }
    }

    private static ReadableByteChannel open(AipId aip, ObjectSurvey.Promise promise, StoredObject good) {
        try {
            return good.open(promise.place());
        } catch (StorageUnavailable unread) {
            throw unreadable(aip, unread);
        }
    }

    /** Trouble of the place that is read is told apart from trouble of the volume that is written. */
    private static ContentMissing unreadable(AipId aip, Exception trouble) {
        return new ContentMissing(aip + " cannot be read where it was to be copied from: " + trouble.getMessage());
    }

    /** Tells of every block that was read. */
    private static final class Paced extends FilterInputStream {

        private final IntConsumer pace;

        Paced(InputStream in, IntConsumer pace) {
            super(in);
            this.pace = pace;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            if (count > 0) {
                pace.accept(count);
            }
            return count;
        }
    }
}
