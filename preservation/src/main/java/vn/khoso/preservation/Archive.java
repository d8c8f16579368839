package vn.khoso.preservation;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khoso.preservation.catalogue.CatalogueEntries;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.KeptDetail;
import vn.khoso.preservation.catalogue.WithdrawalDetail;
import vn.khoso.preservation.fixity.FixityAuditor;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalSegments;
import vn.khoso.preservation.replication.Keeping;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.retention.DueDate;
import vn.khoso.preservation.retention.RetentionEngine;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.catalogue.VolumeReport;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.storage.RecordClass;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * Keeps AIPs and hands out their bytes. A receipt from here means: durable, read back, in the journal, on storage.
 */
public final class Archive {

    private final ReplicatedStorage storage;
    private final CatalogueStore catalogue;
    private final JournalSegments segments;
    private final RetentionEngine retention;
    private final FixityAuditor auditor;
    private final Events events;

    public Archive(
            ReplicatedStorage storage,
            CatalogueStore catalogue,
            JournalSegments segments,
            RetentionEngine retention,
            FixityAuditor auditor,
            Events events) {
        this.storage = storage;
        this.catalogue = catalogue;
        this.segments = segments;
        this.retention = retention;
        this.auditor = auditor;
        this.events = events;
    }

    /**
     * Stores a composed AIP. May be called again with the same package after a fault: the outcome is the same and nothing
     * is stored twice.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when the archive cannot; nothing is acknowledged then
     */
    public StorageReceipt store(ArchivalInformationPackage aip, Agent archive) {
        RetentionTable table = retention.current();
        Keeping keeping = storage.keep(
                new NewVersion(aip.id(), aip.composedAt(), "ingest of " + aip.sip(), archive, aip.files()),
                classOf(aip, table));
        Event ingestion = ingestion(aip, keeping, table, archive);
        PackageEntry entry = CatalogueEntries.ofPackage(aip, keeping.stored(), ingestion.at(), table);
        List<Event> happened = new ArrayList<>(aip.events());
        happened.add(ingestion);
        List<JournalEntry> appended = catalogue.put(entry, CatalogueEntries.ofRecords(aip, table), happened);
        return appended.isEmpty()
                ? receipt(
                        catalogue.find(aip.id()).orElseThrow(),
                        catalogue.copies(aip.id()),
                        catalogue.ingestionIndex(aip.id()))
                : receipt(entry, copies(entry, keeping), appended.getLast().index());
    }

    private static RecordClass classOf(ArchivalInformationPackage aip, RetentionTable table) {
        return new RecordClass(
                aip.results().stream()
                        .map(AdministrativeResult::documentTypeCode)
                        .collect(Collectors.toSet()),
                aip.producer(),
                switch (DueDate.of(aip.results(), table).period()) {
                    case RetentionPeriod.Years years -> "YEARS";
                    case RetentionPeriod.Permanent permanent -> "PERMANENT";
                    case RetentionPeriod.Unclassified unclassified -> "UNCLASSIFIED";
                });
    }

    private static List<CopyEntry> copies(PackageEntry entry, Keeping keeping) {
        return keeping.copies(entry.storedAt()).stream()
                .map(copy -> copy.entry(entry.aip(), entry.version(), entry.storedAt()))
                .toList();
    }

    /**
     * Takes a record out of sight. Its bytes stay; its row becomes a tombstone that harvesters and followers see as
     * deleted.
     *
     * @param reason for whoever asks later; no personal data
     * @return the journal entry; empty when there is no such record or it was withdrawn before
     */
    public Optional<JournalEntry> withdraw(RecordId record, Agent who, String reason) {
        Optional<RecordEntry> kept = catalogue.record(record);
        Optional<JournalEntry> entry = kept.flatMap(row -> catalogue.withdraw(record, withdrawal(row, who, reason)));
        entry.ifPresent(appended -> segments.shipUpTo(appended.index()));
        return entry;
    }

    /** Files of the newest version, sorted by path; empty when there is no such AIP. */
    public Optional<StoredVersion> content(AipId aip) {
        return storage.head(aip);
    }

    /** @see vn.khoso.preservation.storage.ArchivalStorage#open */
    public InputStream open(AipId aip, PackagePath path) {
        return storage.open(aip, path);
    }

    /** @see vn.khoso.preservation.storage.ArchivalStorage#openRange */
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        return storage.openRange(aip, path, offset, length);
    }

    /** How the volumes stand, and what copies are owed to them. */
    public List<VolumeReport> volumes() {
        return storage.reports();
    }

    /** @see FixityAuditor#start */
    public FixityRun startAudit(String requestedBy, Agent who, int megabytesPerSecond) {
        return auditor.start(requestedBy, who, megabytesPerSecond);
    }

    /** The audits that this archive is put through; what works on them has more to ask than whoever orders them. */
    public FixityAuditor auditor() {
        return auditor;
    }

    /** Brings the running audit to its end, whoever asked for it. @see FixityAuditor#work */
    public boolean workOnAudit() {
        return auditor.work(run -> true);
    }

    /** @see FixityAuditor#cancel */
    public boolean cancelAudit(UUID run, Agent who) {
        return auditor.cancel(run, who);
    }

    /** The newest audits, newest first. */
    public List<FixityRun> audits(int limit) {
        return auditor.runs(limit);
    }

    public Optional<FixityRun> audit(UUID run) {
        return auditor.run(run);
    }

    /** Incidents after one, oldest first. */
    public List<Incident> incidents(Incident.Which which, Optional<UUID> after, int limit) {
        return auditor.incidents(which, after, limit);
    }

    public Optional<Incident> incident(UUID id) {
        return auditor.incident(id);
    }

    /** @see FixityAuditor#close */
    public boolean closeIncident(UUID incident, Agent who, Incident.Account account) {
        return auditor.close(incident, who, account);
    }

    private StorageReceipt receipt(PackageEntry kept, List<CopyEntry> copies, long index) {
        segments.shipUpTo(index);
        List<StorageReceipt.OwedCopy> owed = copies.stream()
                .flatMap(copy -> copy.dueBy().stream().map(due -> new StorageReceipt.OwedCopy(copy.volume(), due)))
                .toList();
        return new StorageReceipt(
                kept.aip(),
                kept.sip(),
                kept.version(),
                kept.rootDigest(),
                copies.size() - owed.size(),
                owed,
                kept.storedAt(),
                index);
    }

    private Event ingestion(ArchivalInformationPackage aip, Keeping keeping, RetentionTable table, Agent archive) {
        Instant at = events.now();
        return events.eventAt(
                at,
                EventType.INGESTION,
                EventOutcome.SUCCESS,
                archive,
                List.of(aip.id().toString(), aip.sip().toString()),
                "The package is kept: written, flushed, read back and compared.",
                KeptDetail.of(keeping.stored(), table, aip.results().size(), keeping.copies(at))
                        .write());
    }

    private Event withdrawal(RecordEntry record, Agent who, String reason) {
        return events.event(
                EventType.ACCESS_CHANGE,
                EventOutcome.SUCCESS,
                who,
                List.of(record.id().toString(), record.aip().toString()),
                "The record was withdrawn from view.",
                WithdrawalDetail.write(record.id(), reason));
    }
}
