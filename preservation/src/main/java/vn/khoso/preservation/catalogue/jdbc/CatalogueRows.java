package vn.khoso.preservation.catalogue.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.FileJson;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** How packages and records lie in their tables: what is searched in columns, the rest as canonical JSON. */
public final class CatalogueRows {

    static final String PACKAGE_COLUMNS =
            "aip, version, sip, producer, root_digest, file_count, bytes, record_count, stored_at, retention";
    static final String RECORD_COLUMNS = "id, aip, ordinal, sequence, changed_at, visible, result, files, retention";

    private static final ObjectReader OWN = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private CatalogueRows() {}

    /** A record as its row, made before the head is locked so that the lock is short. */
    record RecordRow(
            UUID id,
            UUID aip,
            int ordinal,
            boolean visible,
            String custodian,
            boolean open,
            byte @Nullable [] sameResult,
            String result,
            String files,
            String retention) {

        static RecordRow of(RecordEntry entry) {
            ArrayNode files = JsonNodeFactory.instance.arrayNode();
            entry.files().forEach(file -> files.add(FileJson.write(file)));
            return new RecordRow(
                    entry.id().value(),
                    entry.aip().value(),
                    entry.ordinal(),
                    entry.visible(),
                    entry.result().custodianAgency().value(),
                    entry.result().accessMode() == AdministrativeResult.AccessMode.PUBLIC,
                    SameResult.key(entry.result()).orElse(null),
                    CanonicalJson.text(ResultJson.write(entry.result())),
                    CanonicalJson.text(files),
                    CanonicalJson.text(RetentionJson.write(entry.retention())));
        }
    }

    static String kind(RetentionPeriod period) {
        return switch (period) {
            case RetentionPeriod.Years years -> "YEARS";
            case RetentionPeriod.Permanent permanent -> "PERMANENT";
            case RetentionPeriod.Unclassified unclassified -> "UNCLASSIFIED";
        };
    }

    static PackageEntry readPackage(ResultSet row) throws SQLException {
        return new PackageEntry(
                new AipId(row.getObject("aip", UUID.class)),
                row.getInt("version"),
                new SipId(row.getObject("sip", UUID.class)),
                new AgencyCode(row.getString("producer")),
                new Fixity(DigestAlgorithm.SHA_512, row.getString("root_digest")),
                row.getInt("file_count"),
                row.getLong("bytes"),
                row.getInt("record_count"),
                row.getTimestamp("stored_at").toInstant(),
                RetentionJson.readDecision(json(row.getString("retention"))));
    }

    /** Reads the columns aip, version, root_digest, bytes, and the array of volumes. */
    /** Of {@code aip, version, root_digest, bytes} and an array of volumes. */
    public static PackagePromise readPromise(ResultSet row) throws SQLException {
        return new PackagePromise(
                new AipId(row.getObject(1, UUID.class)),
                row.getInt(2),
                new Fixity(DigestAlgorithm.SHA_512, row.getString(3)),
                row.getLong(4),
                volumes(row.getArray(5)));
    }

    private static List<UUID> volumes(@Nullable Array volumes) throws SQLException {
        return volumes == null ? List.of() : List.of((UUID[]) volumes.getArray());
    }

    static RecordEntry readRecord(ResultSet row) throws SQLException {
        List<FileObject> files = new ArrayList<>();
        json(row.getString("files")).forEach(file -> files.add(FileJson.readFile(file)));
        return new RecordEntry(
                new RecordId(row.getObject("id", UUID.class)),
                new AipId(row.getObject("aip", UUID.class)),
                row.getInt("ordinal"),
                ResultJson.read(json(row.getString("result"))),
                files,
                RetentionJson.readDecision(json(row.getString("retention"))),
                row.getLong("sequence"),
                row.getTimestamp("changed_at").toInstant(),
                row.getBoolean("visible"));
    }

    /** Read without the checks for strangers' text: the row was written here, and a harvest reads many. */
    private static JsonNode json(String text) {
        try {
            return OWN.readTree(text);
        } catch (JsonProcessingException foreign) {
            throw new ContentAltered("a row of the catalogue is not what was written: " + foreign.getOriginalMessage());
        }
    }
}
