package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.schemas.oais.AipId;

/**
 * The other way round: objects on storage that the catalogue does not name. Of a named object only the name of its folder
 * is read; a large archive is compared in shares of two million packages.
 */
final class Strangers {

    static final int SHARE = 2_000_000;

    private final AuditedVolume volume;
    private final CatalogueStore catalogue;
    private final Instant before;
    private final BooleanSupplier stopped;

    /** @param before an object that is younger may be an ingest that the catalogue will name yet, and is passed over */
    Strangers(AuditedVolume volume, CatalogueStore catalogue, Instant before, BooleanSupplier stopped) {
        this.volume = volume;
        this.catalogue = catalogue;
        this.before = before;
        this.stopped = stopped;
    }

    /** One piece of a volume that is being looked through. */
    record Looking(AuditedVolume volume, Future<List<AipId>> found) {}

    /** Whether the volume is there to be looked through. */
    boolean possible() {
        return volume.inUse();
    }

    /** How many shares an archive of this size is compared in. */
    static int shares(long packages) {
        return (int) Math.min(64, packages / SHARE + 1);
    }

    /** Begins to look through one share of storage, in as many pieces as there are readers. */
    List<Looking> begin(MarkRange share, Marks known, ExecutorService readers, int pieces) {
        List<Looking> begun = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            MarkRange range = new MarkRange(share.part() * pieces + piece, share.parts() * pieces);
            begun.add(new Looking(volume, readers.submit(() -> within(range, known))));
        }
        return begun;
    }

    /** What it is called. */
    static FixityResult stranger() {
        return new FixityResult.Extra(PackageCheck.WHOLE, "the object is on storage and not in the catalogue");
    }

    List<AipId> within(MarkRange range, Marks known) {
        try (Stream<AipId> unknown = volume.objects().unknown(range, known::has)) {
            return unknown.takeWhile(aip -> !stopped.getAsBoolean())
                    .filter(aip -> catalogue.find(aip).isEmpty())
                    .filter(this::old)
                    .toList();
        }
    }

    private boolean old(AipId aip) {
        return volume.objects()
                .object(aip)
                .survey()
                .flatMap(ObjectSurvey::head)
                .map(head -> head.created().isBefore(before))
                .orElse(true);
    }
}
