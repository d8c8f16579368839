package vn.khoso.preservation.catalogue;

import java.util.Map;
import java.util.Optional;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.schemas.aip.StoredVersion;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/**
 * What the event by which a package is kept says of it: with the package's own description enough to make its rows again.
 *
 * @param scheduleRevision revision of the retention schedule by which its due date was found
 * @param records how many records it brought
 */
public record KeptDetail(AipId aip, int version, Fixity rootDigest, long scheduleRevision, int records) {

    private static final String ROOT_DIGEST = "rootDigest";
    private static final String VERSION = "version";
    private static final String SCHEDULE_REVISION = "scheduleRevision";
    private static final String RECORDS = "records";

    public static KeptDetail of(StoredVersion stored, RetentionTable table, int records) {
        return new KeptDetail(stored.aip(), stored.version(), stored.rootDigest(), table.revision(), records);
    }

    public Map<String, String> write() {
        return Map.of(
                ROOT_DIGEST, rootDigest.toString(),
                VERSION, Integer.toString(version),
                SCHEDULE_REVISION, Long.toString(scheduleRevision),
                RECORDS, Integer.toString(records));
    }

    /** Empty for an event that keeps no package. */
    public static Optional<KeptDetail> read(Event event) {
        boolean keeps = event.type() == EventType.INGESTION || event.type() == EventType.RECOVERY;
        Map<String, String> detail = event.detail();
        return keeps && detail.containsKey(ROOT_DIGEST)
                ? Optional.of(new KeptDetail(
                        AipId.parse(event.objects().getFirst()),
                        (int) number(detail, VERSION),
                        digest(detail.getOrDefault(ROOT_DIGEST, "")),
                        number(detail, SCHEDULE_REVISION),
                        (int) number(detail, RECORDS)))
                : Optional.empty();
    }

    private static Fixity digest(String text) {
        return new Fixity(DigestAlgorithm.SHA_512, text.substring(text.indexOf(':') + 1));
    }

    private static long number(Map<String, String> detail, String key) {
        return Long.parseLong(detail.getOrDefault(key, ""));
    }
}
