package vn.khoso.preservation.storage.s3;

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

    /** Brings one object to its highest good version and removes what was never to be seen. May be repeated, and may fail anywhere. */
    void settle(Intent intent) {
        if (intent.version() > 0) {
            settle(new S3ObjectFolder(bucket, intent.aip(), parser), intent.aip());
        }
        end(intent);
        LOG.info("Recovered {} version {}", intent.aip(), intent.version());
    }

    private void settle(S3ObjectFolder object, AipId aip) {
        List<String> places = object.places();
        Optional<S3ObjectFolder.Sealed> good = highestGood(object, places);
        if (good.isEmpty()) {
            if (S3ObjectFolder.published(places)) {
                // Not what an interrupted publish looks like. Taking it apart would not make it better.
                LOG.error("No good version of {}; left as it is", aip);
            } else {
                places.forEach(place -> writes.delete(object.key(place)));
            }
            return;
        }
        int head = good.get().inventory().head();
        for (int number : S3ObjectFolder.versions(places)) {
            if (number > head) {
                undo(object, "v" + number + "/", places);
            }
        }
        boolean current = object.current()
                .filter(root -> root.digest().equals(good.get().digest()))
                .isPresent();
        if (!current) {
            publish.root(object, good.get().bytes(), good.get().digest());
        }
    }

    private void undo(S3ObjectFolder object, String version, List<String> places) {
        List<String> its =
                places.stream().filter(place -> place.startsWith(version)).toList();
        if (its.contains(version + Inventory.SIDECAR)) {
            // It could be seen: first it cannot any more.
            quarantine(object, version + Inventory.SIDECAR);
            its.stream()
                    .filter(place -> !place.equals(version + Inventory.SIDECAR))
                    .forEach(place -> quarantine(object, place));
        } else {
            its.forEach(place -> writes.delete(object.key(place)));
        }
    }

    private Optional<S3ObjectFolder.Sealed> highestGood(S3ObjectFolder object, List<String> places) {
        return S3ObjectFolder.versions(places).stream()
                .flatMap(number -> object.ofVersion(number).stream())
                .filter(version -> contentGood(object, version.inventory()))
                .findFirst();
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
