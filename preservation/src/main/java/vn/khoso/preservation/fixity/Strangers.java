package vn.khoso.preservation.fixity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;

/**
 * The other way round: objects on storage that the catalogue does not name. Of a named object only the name of its folder
 * is read; a large archive is compared in shares of two million packages.
 */
final class Strangers {

    static final int SHARE = 2_000_000;
    private static final int PAGE = 5_000;

    private final StoredObjects objects;
    private final CatalogueStore catalogue;
    private final Instant before;
    private final BooleanSupplier stopped;

    /** @param before an object that is younger may be an ingest that the catalogue will name yet, and is passed over */
    Strangers(StoredObjects objects, CatalogueStore catalogue, Instant before, BooleanSupplier stopped) {
        this.objects = objects;
        this.catalogue = catalogue;
        this.before = before;
        this.stopped = stopped;
    }

    /** How many shares an archive of this size is compared in. */
    static int shares(long packages) {
        return (int) Math.min(64, packages / SHARE + 1);
    }

    /** Begins to look through one share of storage, in as many pieces as there are readers. */
    List<Future<List<AipId>>> begin(MarkRange share, Marks known, ExecutorService readers, int pieces) {
        List<Future<List<AipId>>> begun = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            MarkRange range = new MarkRange(share.part() * pieces + piece, share.parts() * pieces);
            begun.add(readers.submit(() -> within(range, known)));
        }
        return begun;
    }

    private List<AipId> within(MarkRange range, Marks known) {
        try (Stream<AipId> unknown = objects.unknown(range, known::has)) {
            return unknown.takeWhile(aip -> !stopped.getAsBoolean())
                    .filter(aip -> catalogue.find(aip).isEmpty())
                    .filter(this::old)
                    .toList();
        }
    }

    private boolean old(AipId aip) {
        return objects.object(aip)
                .survey()
                .flatMap(ObjectSurvey::head)
                .map(head -> head.created().isBefore(before))
                .orElse(true);
    }

    /** Marks of all packages of the catalogue that lie in a share. */
    Marks known(MarkRange share) {
        Marks marks = new Marks();
        Optional<AipId> after = Optional.empty();
        boolean more = true;
        while (more && !stopped.getAsBoolean()) {
            List<PackagePromise> page = catalogue.promisesAfter(after, PAGE);
            for (PackagePromise promise : page) {
                long mark = objects.mark(promise.aip());
                if (share.has(mark)) {
                    marks.add(mark);
                }
            }
            more = page.size() == PAGE;
            after = more ? Optional.of(page.getLast().aip()) : after;
        }
        return marks.sorted();
    }
}
