package vn.khoso.schemas.aip;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * A composed AIP that is ready to be kept: what {@code Archive.store} takes (ISO 14721, 1.7.2).
 *
 * @param id assigned when the SIP was accepted, so that a second try gives the same package
 * @param sip the submission it came from
 * @param producer who is answerable for the submission
 * @param composedAt when it was put together
 * @param files every file with the place where its bytes lie now; storage copies them, verifies both digests on the way
 *     and leaves the sources alone
 * @param results the records, in the order of their ordinals; {@code results.get(n)} is {@code IdentifierMint.record(id, n)}
 * @param events what happened from reception to composition, oldest first; already written in the PREMIS file of the AIP
 */
public record ArchivalInformationPackage(
        AipId id,
        SipId sip,
        AgencyCode producer,
        Instant composedAt,
        List<StagedFile> files,
        List<AdministrativeResult> results,
        List<Event> events) {

    /** Folder of the AIP in which the bag lies as it came: {@code sip/bagit.txt}, {@code sip/data/...}. */
    public static final String BAG_FOLDER = "sip";

    public ArchivalInformationPackage {
        files = List.copyOf(files);
        results = List.copyOf(results);
        events = List.copyOf(events);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("an AIP without files: " + id);
        }
    }

    /** A file of the package and where its bytes lie before they are stored. */
    public record StagedFile(FileObject object, Path source) {}
}
