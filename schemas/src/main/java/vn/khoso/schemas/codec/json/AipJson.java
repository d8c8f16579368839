package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * {@code metadata/aip.json}: the package in its own words, from which the catalogue's row can be made again when there is
 * nothing left but storage. Canonical, so that composing twice gives the same bytes.
 */
public final class AipJson {

    /** Where the file lies in the AIP. */
    public static final String PATH = "metadata/aip.json";

    /** Value of the field {@code schema}. */
    public static final String SCHEMA = "https://khoso.vn/schema/aip/1";

    private AipJson() {}

    /**
     * What the file says.
     *
     * @param files every file of the package but this one, in the order of their paths
     * @param results in the order of their ordinals
     */
    public record Description(
            AipId id,
            SipId sip,
            AgencyCode producer,
            Instant composedAt,
            List<FileObject> files,
            List<AdministrativeResult> results) {
        public Description {
            files = List.copyOf(files);
            results = List.copyOf(results);
        }

        /** The description of a composed package; a file at {@link AipJson#PATH} is left out, it cannot hold its own digest. */
        public static Description of(ArchivalInformationPackage aip) {
            return new Description(
                    aip.id(),
                    aip.sip(),
                    aip.producer(),
                    aip.composedAt(),
                    aip.files().stream()
                            .map(ArchivalInformationPackage.StagedFile::object)
                            .filter(file -> !file.path().value().equals(PATH))
                            .sorted(java.util.Comparator.comparing(FileObject::path))
                            .toList(),
                    aip.results());
        }
    }

    public static byte[] write(ArchivalInformationPackage aip) {
        return write(Description.of(aip));
    }

    public static byte[] write(Description aip) {
        ObjectNode json = StrictJson.object();
        json.put("schema", SCHEMA);
        json.put("id", aip.id().toString());
        json.put("sip", aip.sip().toString());
        json.put("producer", aip.producer().value());
        json.put("composedAt", Fields.instant(aip.composedAt()));
        json.set("files", Fields.list(aip.files(), FileJson::write));
        json.set("records", Fields.list(aip.results(), ResultJson::write));
        return CanonicalJson.bytes(json);
    }

    /** @throws IllegalArgumentException when the bytes are not what {@link #write} wrote */
    public static Description read(byte[] bytes) {
        Fields fields = new Fields(StrictJson.own(bytes));
        if (!fields.text("schema").equals(SCHEMA)) {
            throw new IllegalArgumentException("not an AIP description: " + fields.text("schema"));
        }
        return new Description(
                AipId.parse(fields.text("id")),
                SipId.parse(fields.text("sip")),
                new AgencyCode(fields.text("producer")),
                fields.moment("composedAt"),
                fields.list("files", FileJson::readFile),
                fields.list("records", ResultJson::read));
    }
}
