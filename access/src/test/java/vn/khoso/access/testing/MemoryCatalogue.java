package vn.khoso.access.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** Rows in memory, with the sequences that their maker gave them; can be switched off. */
public final class MemoryCatalogue implements CatalogueStore {

    private final Map<RecordId, RecordEntry> records = new ConcurrentHashMap<>();
    private volatile boolean away;

    public Catalogue door() {
        return new Catalogue(this);
    }

    public MemoryCatalogue with(RecordEntry... entries) {
        Stream.of(entries).forEach(entry -> records.put(entry.id(), entry));
        return this;
    }

    public void away(boolean now) {
        away = now;
    }

    @Override
    public List<JournalEntry> put(PackageEntry entry, List<RecordEntry> changed, List<Event> events) {
        changed.forEach(record -> records.put(record.id(), record));
        return List.of();
    }

    @Override
    public Optional<PackageEntry> find(AipId aip) {
        return Optional.empty();
    }

    @Override
    public long ingestionIndex(AipId aip) {
        throw new IllegalStateException("no journal here");
    }

    @Override
    public Optional<RecordEntry> record(RecordId id) {
        present();
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public List<CopyEntry> copies(AipId aip) {
        return List.of();
    }

    @Override
    public List<RecordEntry> recordsOf(AipId aip) {
        present();
        return records.values().stream()
                .filter(one -> one.aip().equals(aip))
                .sorted(Comparator.comparing(RecordEntry::ordinal))
                .toList();
    }

    @Override
    public List<PackageEntry> packagesAfter(Optional<AipId> after, int limit) {
        return List.of();
    }

    @Override
    public long packageCount() {
        return 0;
    }

    @Override
    public List<RecordEntry> changes(HarvestWindow window, int limit) {
        present();
        return inside(window).limit(limit).toList();
    }

    @Override
    public long countChanges(HarvestWindow window, int ceiling) {
        present();
        return Math.min(inside(window).count(), ceiling + 1L);
    }

    @Override
    public List<RecordEntry> sameResult(AdministrativeResult like) {
        return List.of();
    }

    @Override
    public Optional<JournalEntry> withdraw(RecordId id, Event event) {
        throw new IllegalStateException("no journal here; a test puts the tombstone itself");
    }

    private Stream<RecordEntry> inside(HarvestWindow window) {
        return records.values().stream()
                .filter(one -> one.sequence() > window.afterSequence())
                .filter(one -> window.from()
                        .map(from -> !one.changedAt().isBefore(from))
                        .orElse(true))
                .filter(one -> window.until()
                        .map(until -> !one.changedAt().isAfter(until))
                        .orElse(true))
                .filter(one -> window.custodian()
                        .map(one.result().custodianAgency()::equals)
                        .orElse(true))
                .filter(one -> !window.publicOnly() || one.result().accessMode() == AccessMode.PUBLIC)
                .sorted(Comparator.comparing(RecordEntry::sequence));
    }

    private void present() {
        if (away) {
            throw new DatabaseUnavailable("switched off by the test", new IllegalStateException("away"));
        }
    }
}
