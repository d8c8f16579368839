package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.catalogue.VolumeEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.oais.SipId;

/** Rows of the catalogue as JSON: the lines of the canonical export that is compared before and after a rebuild. */
public final class CatalogueJson {

    private CatalogueJson() {}

    public static ObjectNode write(PackageEntry entry) {
        ObjectNode json = StrictJson.object();
        json.put("aip", entry.aip().toString());
        json.put("version", entry.version());
        json.put("sip", entry.sip().toString());
        json.put("producer", entry.producer().value());
        json.put("rootDigestSha512", entry.rootDigest().hex());
        json.put("fileCount", entry.fileCount());
        json.put("bytes", entry.bytes());
        json.put("recordCount", entry.recordCount());
        json.put("storedAt", Fields.instant(entry.storedAt()));
        json.set("retention", RetentionJson.write(entry.retention()));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(PackageEntry)} wrote */
    public static PackageEntry readPackage(JsonNode json) {
        Fields fields = new Fields(json);
        return new PackageEntry(
                AipId.parse(fields.text("aip")),
                fields.integer("version"),
                SipId.parse(fields.text("sip")),
                new AgencyCode(fields.text("producer")),
                new Fixity(DigestAlgorithm.SHA_512, fields.text("rootDigestSha512")),
                fields.integer("fileCount"),
                fields.number("bytes"),
                fields.integer("recordCount"),
                fields.moment("storedAt"),
                RetentionJson.readDecision(json.path("retention")));
    }

    public static ObjectNode write(VolumeEntry volume) {
        return StrictJson.object()
                .put("id", volume.id().toString())
                .put("name", volume.name())
                .put("joinedAt", Fields.instant(volume.joinedAt()));
    }

    public static ObjectNode write(CopyEntry copy) {
        ObjectNode json = StrictJson.object()
                .put("aip", copy.aip().toString())
                .put("version", copy.version())
                .put("volume", copy.volume().toString())
                .put("state", copy.state().name())
                .put("since", Fields.instant(copy.since()));
        copy.dueBy().ifPresent(due -> json.put("dueBy", Fields.instant(due)));
        copy.verifiedAt().ifPresent(at -> json.put("verifiedAt", Fields.instant(at)));
        return json;
    }

    public static ObjectNode write(RecordEntry entry) {
        ObjectNode json = StrictJson.object();
        json.put("id", entry.id().toString());
        json.put("aip", entry.aip().toString());
        json.put("ordinal", entry.ordinal());
        json.set("result", ResultJson.write(entry.result()));
        json.set("files", Fields.list(entry.files(), FileJson::write));
        json.set("retention", RetentionJson.write(entry.retention()));
        json.put("sequence", entry.sequence());
        json.put("changedAt", Fields.instant(entry.changedAt()));
        json.put("visible", entry.visible());
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(RecordEntry)} wrote */
    public static RecordEntry readRecord(JsonNode json) {
        Fields fields = new Fields(json);
        return new RecordEntry(
                RecordId.parse(fields.text("id")),
                AipId.parse(fields.text("aip")),
                fields.integer("ordinal"),
                ResultJson.read(json.path("result")),
                fields.list("files", FileJson::readFile),
                RetentionJson.readDecision(json.path("retention")),
                fields.number("sequence"),
                fields.moment("changedAt"),
                fields.flag("visible"));
    }
}
