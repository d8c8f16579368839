package vn.khoso.preservation;

import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.RecordId;

/** What is kept: finds packages and records, and gives followers the changes in order. */
public final class Catalogue {

    private final CatalogueStore store;

    public Catalogue(CatalogueStore store) {
        this.store = store;
    }

    public Optional<PackageEntry> find(AipId aip) {
        return store.find(aip);
    }

    public Optional<RecordEntry> record(RecordId id) {
        return store.record(id);
    }

    public List<RecordEntry> recordsOf(AipId aip) {
        return store.recordsOf(aip);
    }

    public List<PackageEntry> packagesAfter(Optional<AipId> after, int limit) {
        return store.packagesAfter(after, limit);
    }

    public List<RecordEntry> changes(HarvestWindow window, int limit) {
        return store.changes(window, limit);
    }

    public long countChanges(HarvestWindow window, int ceiling) {
        return store.countChanges(window, ceiling);
    }

    /** Records already kept with the same owner, type, number and date as this result. */
    public List<RecordEntry> sameResult(vn.khoso.schemas.tthc.AdministrativeResult result) {
        return store.sameResult(result);
    }
}
