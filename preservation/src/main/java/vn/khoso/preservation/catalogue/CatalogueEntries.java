package vn.khoso.preservation.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.khoso.preservation.retention.DueDate;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * What the catalogue says of a package: follows from the package, its place on storage and the retention schedule alone,
 * so that a rebuild says the same as the ingest did.
 */
public final class CatalogueEntries {

    private CatalogueEntries() {}

    public static PackageEntry ofPackage(
            ArchivalInformationPackage aip, StoredVersion stored, Instant storedAt, RetentionTable table) {
        return ofPackage(aip.sip(), aip.producer(), aip.results(), stored, storedAt, table);
    }

    /** @param storedAt instant of the event that recorded the ingestion */
    public static PackageEntry ofPackage(
            SipId sip,
            AgencyCode producer,
            List<AdministrativeResult> results,
            StoredVersion stored,
            Instant storedAt,
            RetentionTable table) {
        return new PackageEntry(
                stored.aip(),
                stored.version(),
                sip,
                producer,
                stored.rootDigest(),
                stored.files().size(),
                stored.bytes(),
                results.size(),
                storedAt,
                DueDate.of(results, table));
    }

    public static List<RecordEntry> ofRecords(ArchivalInformationPackage aip, RetentionTable table) {
        return ofRecords(
                aip.id(),
                aip.results(),
                aip.files().stream()
                        .map(ArchivalInformationPackage.StagedFile::object)
                        .toList(),
                table);
    }

    /** One row a result, with its own files; sequence and time are given by the store. */
    public static List<RecordEntry> ofRecords(
            AipId aip, List<AdministrativeResult> results, List<FileObject> files, RetentionTable table) {
        List<RecordEntry> records = new ArrayList<>(results.size());
        for (int ordinal = 0; ordinal < results.size(); ordinal++) {
            AdministrativeResult result = results.get(ordinal);
            records.add(new RecordEntry(
                    IdentifierMint.record(aip, ordinal),
                    aip,
                    ordinal,
                    result,
                    filesOf(result, files),
                    DueDate.of(List.of(result), table),
                    0,
                    Instant.EPOCH,
                    true));
        }
        return records;
    }

    private static List<FileObject> filesOf(AdministrativeResult result, List<FileObject> files) {
        Set<PackagePath> own = new HashSet<>();
        result.files().forEach(path -> own.add(path.within(ArchivalInformationPackage.BAG_FOLDER)));
        return files.stream()
                .filter(file -> own.contains(file.path()))
                .sorted(java.util.Comparator.comparing(FileObject::path))
                .toList();
    }
}
