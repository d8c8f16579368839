package vn.khoso.preservation.storage.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.schemas.oais.AipId;

/**
 * Finishes or undoes what was interrupted. A publish in progress has a key below {@code staging/}, named after object and
 * version, so that a start looks at these few objects. What could be seen and is not good goes to {@code quarantine/}; what
 * could never be seen was never acknowledged, and is removed.
 */
final class S3Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(S3Recovery.class);

    private final S3Bucket bucket;
    private final S3Writes writes;
    private final S3Publish publish;
    private final InventoryParser parser;

    S3Recovery(S3Volume volume, S3Publish publish, InventoryParser parser) {
        this.bucket = volume.bucket();
        this.writes = volume.writes();
        this.publish = publish;
        this.parser = parser;
    }

    /**
     * A publish in progress.
     *
     * @param version 0 for a whole object that is being taken over: what is missing of it is still owed
     */
    record Intent(AipId aip, int version) {

        private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})\\.v([0-9]{1,9})");

        String key() {
            return S3Volume.STAGING + aip.uuid() + ".v" + version;
        }

        static Optional<Intent> of(String key) {
            Matcher matcher = FORM.matcher(key.substring(S3Volume.STAGING.length()));
            return matcher.matches()
                    ? Optional.of(new Intent(AipId.parse(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }
    }

    void begin(Intent intent) {
        writes.anyhow(intent.key(), new byte[] {'\n'});
    }

    void end(Intent intent) {
        writes.delete(intent.key());
    }

    /** At the opening, before anything is read or written. */
    void atStart() {
        for (String key : bucket.keys(S3Volume.STAGING)) {
            Optional<Intent> intent = Intent.of(key);
            if (intent.isEmpty()) {
                LOG.warn("Nothing of ours in staging, left there: {}", key);
            } else {
                settle(intent.get());
            }
        }
    }

    /** Finishes the version of an intent when it is whole, or undoes it. May be repeated, and may fail anywhere. */
    void settle(Intent intent) {
        settle(intent, List.of());
    }

    /** @param put what was to be put by the attempt, whatever a list says that is late */
    void settle(Intent intent, List<String> put) {
        if (intent.version() > 0 && !settle(intent, this::remove)) {
            S3ObjectFolder object = new S3ObjectFolder(bucket, intent.aip(), parser);
            put.forEach(place -> remove(object, place));
        }
        end(intent);
        LOG.info("Recovered {} version {}", intent.aip(), intent.version());
    }

    /** The same for remains of which no intent tells: all that is undone goes to quarantine. */
    void settleRemains(Intent intent) {
        settle(intent, this::quarantine);
        end(intent);
    }

    /** What becomes of a key that was never to be seen. */
    @FunctionalInterface
    private interface Undoing {
        void undo(S3ObjectFolder object, String place);
    }

    /** @return whether the version is whole, or nothing is known of it */
    private boolean settle(Intent intent, Undoing neverSeen) {
        S3ObjectFolder object = new S3ObjectFolder(bucket, intent.aip(), parser);
        List<String> places = object.places();
        if (S3ObjectFolder.versions(places).stream().anyMatch(number -> number > intent.version())) {
            // It ended long ago, only its key stayed.
            return true;
        }
        Optional<S3ObjectFolder.Sealed> whole =
                object.ofVersion(intent.version()).filter(version -> contentGood(object, version.inventory()));
        if (whole.isEmpty()) {
            undo(object, intent.version(), places, neverSeen);
        }
        Optional<S3ObjectFolder.Sealed> newest = whole.or(() -> object.newestOfVersions(object.places()));
        newest.filter(version -> object.current()
                        .filter(root -> root.digest().equals(version.digest()))
                        .isEmpty())
                .ifPresent(version -> publish.root(object, version.bytes(), version.digest()));
        return whole.isPresent();
    }

    /** Of version 1 everything, of a later one what came with it. What could be seen is first made invisible. */
    private void undo(S3ObjectFolder object, int version, List<String> places, Undoing neverSeen) {
        String folder = "v" + version + "/";
        List<String> its = places.stream()
                .filter(place -> version == 1 || place.startsWith(folder))
                .sorted(Comparator.comparing((String place) -> !place.endsWith(Inventory.SIDECAR)))
                .toList();
        Undoing undoing = S3ObjectFolder.published(its) ? this::quarantine : neverSeen;
        its.forEach(place -> undoing.undo(object, place));
    }

    private void remove(S3ObjectFolder object, String place) {
        writes.delete(object.key(place));
    }

    private static boolean contentGood(S3ObjectFolder object, Inventory inventory) {
        try {
            object.checkContentOf(inventory);
            return true;
        } catch (ContentAltered | ContentMissing bad) {
            LOG.warn("Version {} of {} is not good: {}", inventory.head(), inventory.aip(), bad.getMessage());
            return false;
        }
    }

    /** Moves a key out of the object: {@code quarantine/<AIP uuid>.<n>/<place>}. */
    void quarantine(S3ObjectFolder object, String place) {
        writes.copy(object.key(place), freePlace(object.aip(), place));
        writes.delete(object.key(place));
        LOG.error("Moved to quarantine: {} {}", object.aip(), place);
    }

    /** A copy of a key goes there; the key is about to be overwritten. */
    void keepAside(S3ObjectFolder object, String place) {
        writes.copy(object.key(place), freePlace(object.aip(), place));
        LOG.error("Kept in quarantine before it is replaced: {} {}", object.aip(), place);
    }

    private String freePlace(AipId aip, String place) {
        for (int count = 1; ; count++) {
            String to = S3Volume.QUARANTINE + aip.uuid() + "." + count + "/" + place;
            if (bucket.read(to, 0, 1, Optional.empty()).found().isEmpty()) {
                return to;
            }
        }
    }
}
