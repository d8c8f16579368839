package vn.khoso.preservation;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.storage.ArchivalStorage;
import vn.khoso.preservation.storage.NewVersion;

import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * Keeps AIPs and hands out their bytes. A receipt from here means: durable, read back, in the journal, on storage.
 */
public final class Archive {

    private final ArchivalStorage storage;
    private final CatalogueStore catalogue;
    private final JournalSegments segments;
    private final RetentionEngine retention;
    private final IdentifierMint mint;
    private final Clock clock;

    public Archive(
            ArchivalStorage storage,
            CatalogueStore catalogue,
            JournalSegments segments,
            RetentionEngine retention,
            IdentifierMint mint,
            Clock clock) {
        this.storage = storage;
        this.catalogue = catalogue;
        this.segments = segments;
        this.retention = retention;
        this.mint = mint;
        this.clock = clock;
    }

    /**
     * Stores a composed AIP. May be called again with the same package after a fault: the outcome is the same and nothing
     * is stored twice.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when the archive cannot; nothing is acknowledged then
     */
    public StorageReceipt store(ArchivalInformationPackage aip, Agent archive) {
        StoredVersion stored = storage.create(
                new NewVersion(aip.id(), aip.composedAt(), "ingest of " + aip.sip(), archive, aip.files()));
        RetentionDecision decision = retention.decide(aip.results());
        PackageEntry entry = new PackageEntry(
                aip.id(),
                stored.version(),
                aip.sip(),
                aip.producer(),
                stored.rootDigest(),
                stored.files().size(),
                stored.bytes(),
                aip.results().size(),
                clock.instant(),
                decision);
        List<Event> events = new ArrayList<>(aip.events());
        events.add(ingestion(aip, stored, archive));
        List<JournalEntry> appended = catalogue.put(entry, records(aip), events);
        long index = appended.isEmpty()
                ? catalogue.ingestionIndex(aip.id())
                : appended.getLast().index();
        segments.shipUpTo(index);
        PackageEntry kept = catalogue.find(aip.id()).orElseThrow();
        return new StorageReceipt(aip.id(), aip.sip(), stored.version(), stored.rootDigest(), 1, kept.storedAt(), index);
    }

    /** Files of the newest version, sorted by path; empty when there is no such AIP. */
    public Optional<StoredVersion> content(AipId aip) {
        return storage.head(aip);
    }

    /** @see ArchivalStorage#open */
    public InputStream open(AipId aip, PackagePath path) {
        return storage.open(aip, path);
    }

    /** @see ArchivalStorage#openRange */
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        return storage.openRange(aip, path, offset, length);
    }

    private Event ingestion(ArchivalInformationPackage aip, StoredVersion stored, Agent archive) {
        return new Event(
                mint.version7(),
                EventType.INGESTION,
                clock.instant(),
                EventOutcome.SUCCESS,
                archive,
                List.of(aip.id().toString(), aip.sip().toString()),
                "The package is kept: written, flushed, read back and compared.",
                Map.of("rootDigest", stored.rootDigest().toString(), "version", Integer.toString(stored.version())));
    }

    private List<RecordEntry> records(ArchivalInformationPackage aip) {
        List<RecordEntry> records = new ArrayList<>();
        for (int ordinal = 0; ordinal < aip.results().size(); ordinal++) {
            AdministrativeResult result = aip.results().get(ordinal);
            List<FileObject> files = aip.files().stream()
                    .map(ArchivalInformationPackage.StagedFile::object)
                    .filter(file -> result.files().stream()
                            .anyMatch(path -> path.within(ArchivalInformationPackage.BAG_FOLDER).equals(file.path())))
                    .toList();
            records.add(new RecordEntry(
                    IdentifierMint.record(aip.id(), ordinal),
                    aip.id(),
                    ordinal,
                    result,
                    files,
                    retention.decide(List.of(result)),
                    0,
                    clock.instant(),
                    true));
        }
        return records;
    }
}
