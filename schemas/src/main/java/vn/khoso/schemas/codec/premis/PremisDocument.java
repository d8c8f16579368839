package vn.khoso.schemas.codec.premis;

import java.util.List;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * What a PREMIS file of an AIP tells.
 *
 * @param files every file of the package but the PREMIS file itself and those that name its digest
 * @param results in the order of their ordinals
 * @param events oldest first
 */
public record PremisDocument(
        AipId aip, SipId sip, List<FileObject> files, List<AdministrativeResult> results, List<Event> events) {

    /** Where the file lies in the AIP. */
    public static final String PATH = "metadata/premis.xml";

    public PremisDocument {
        files = List.copyOf(files);
        results = List.copyOf(results);
        events = List.copyOf(events);
    }
}
