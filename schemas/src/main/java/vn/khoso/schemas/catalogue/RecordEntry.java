package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * One record as the catalogue holds it.
 *
 * @param sequence position in the order of visibility changes (OAI-PMH, followers); grows with every change, never reused
 * @param changedAt time of that change
 * @param visible false after withdrawal or disposal: the row stays as tombstone
 * @param files the record's own files as kept in the AIP
 */
public record RecordEntry(
        RecordId id,
        AipId aip,
        int ordinal,
        AdministrativeResult result,
        List<FileObject> files,
        RetentionDecision retention,
        long sequence,
        Instant changedAt,
        boolean visible) {

    public RecordEntry {
        files = List.copyOf(files);
    }
}
