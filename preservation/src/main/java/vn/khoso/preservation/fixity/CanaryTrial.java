package vn.khoso.preservation.fixity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.Canaries;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.oais.AipId;

/**
 * Tries the audit itself: the canaries of a volume are put through the very check that packages go through, and it must find
 * what is wrong with them, all of it and nothing else.
 */
final class CanaryTrial {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryTrial.class);

    private final CatalogueStore catalogue;

    CanaryTrial(CatalogueStore catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What a trial came to.
     *
     * @param judged canaries that were judged as they should
     * @param wrong what the audit said of the others, for people; empty while it works
     */
    record Verdict(int judged, Optional<String> wrong) {}

    /** The volume as the check sees it, with the canaries for packages. */
    private record Aviary(AuditedVolume around, StoredObjects objects) implements AuditedVolume {

        @Override
        public String name() {
            return around.name();
        }

        @Override
        public UUID volume() {
            return around.volume();
        }

        @Override
        public boolean inUse() {
            return around.inUse();
        }

        @Override
        public boolean answers() {
            return around.answers();
        }

        @Override
        public void bad(AipId aip, String what) {
            throw new IllegalStateException("a canary is no copy of anything: " + aip);
        }
    }

    /** What lies there, by another look than the audit's. */
    private enum Bytes {
        AS_PLANTED,
        PLANTED_ANEW,
        UNKNOWN
    }

    /**
     * Of one volume; nothing is judged while it is away, nor when the run was stopped meanwhile. The audit is called wrong only
     * when the bytes are right: canaries that rotted are planted anew and tried once more.
     */
    Verdict of(AuditedVolume volume, BytesReader reader) {
        Verdict verdict = judged(volume, reader);
        Bytes bytes = bytes(volume, verdict);
        if (bytes == Bytes.PLANTED_ANEW) {
            verdict = judged(volume, reader);
            bytes = bytes(volume, verdict);
        }
        return bytes == Bytes.AS_PLANTED ? verdict : new Verdict(verdict.judged(), Optional.empty());
    }

    private static Bytes bytes(AuditedVolume volume, Verdict verdict) {
        if (verdict.wrong().isEmpty()) {
            return Bytes.AS_PLANTED;
        }
        if (!volume.answers()) {
            return Bytes.UNKNOWN;
        }
        try {
            return volume.objects().replantCanaries() ? Bytes.PLANTED_ANEW : Bytes.AS_PLANTED;
        } catch (ArchiveFault trouble) {
            LOG.error("Volume {} has no canaries that can be judged: {}", volume.name(), trouble.getMessage());
            return Bytes.UNKNOWN;
        }
    }

    private Verdict judged(AuditedVolume volume, BytesReader reader) {
        int judged = 0;
        if (!volume.inUse()) {
            return new Verdict(judged, Optional.empty());
        }
        Optional<Canaries> canaries;
        try {
            canaries = volume.objects().canaries();
        } catch (StorageUnavailable gone) {
            return new Verdict(judged, Optional.empty());
        }
        for (Canaries.Canary canary : canaries.map(Canaries::planted).orElse(List.of())) {
            Aviary aviary = new Aviary(volume, canaries.get().objects());
            PackageCheck check = new PackageCheck(List.of(aviary), catalogue, AuditScope.EVERYTHING);
            TreeSet<String> found = new TreeSet<>();
            Optional<Reading> reading = check.of(
                    new PackagePromise(canary.aip(), 1, canary.rootDigest(), 0, List.of()),
                    reader,
                    (where, result) -> found.add(text(result)));
            if (reading.isEmpty()) {
                return new Verdict(judged, Optional.empty());
            }
            reading.get()
                    .closed()
                    .forEach(closed -> found.add("UNREAD " + closed.fault().getMessage()));
            if (reading.get().copies().isEmpty() && !volume.answers()) {
                return new Verdict(judged, Optional.empty());
            }
            List<String> expected = new ArrayList<>();
            canary.flaws().forEach(flaw -> expected.add(flaw.kind() + " " + flaw.place()));
            if (!found.equals(new TreeSet<>(expected))) {
                return new Verdict(judged, Optional.of(wrong(volume, canary, expected, found)));
            }
            judged++;
        }
        return new Verdict(judged, Optional.empty());
    }

    private static String wrong(
            AuditedVolume volume, Canaries.Canary canary, List<String> expected, TreeSet<String> found) {
        String where = volume.name().isEmpty() ? "" : " trên ổ / on volume " + volume.name();
        return "việc kiểm tra không đáng tin: vật thử " + canary.aip().uuid() + where + " phải cho " + expected
                + " nhưng cho " + found
                + " / the audit itself does not work: this canary should give the former and gave"
                + " the latter";
    }

    private static String text(FixityResult result) {
        return switch (result) {
            case FixityResult.Intact intact -> "INTACT " + intact.place();
            case FixityResult.Altered altered -> "ALTERED " + altered.place();
            case FixityResult.Missing missing -> "MISSING " + missing.place();
            case FixityResult.Extra extra -> "EXTRA " + extra.place();
            case FixityResult.Unread unread ->
                "UNREAD " + unread.place() + " (" + unread.fault().getMessage() + ")";
        };
    }
}
