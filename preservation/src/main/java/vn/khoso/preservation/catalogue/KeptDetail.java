package vn.khoso.preservation.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * @param copies where it stands and where it is owed; empty in journals of a time with one volume
 */
public record KeptDetail(
        AipId aip, int version, Fixity rootDigest, long scheduleRevision, int records, List<CopiesDetail.Copy> copies) {

    private static final String ROOT_DIGEST = "rootDigest";
    private static final String VERSION = "version";
    private static final String SCHEDULE_REVISION = "scheduleRevision";
    private static final String RECORDS = "records";

    public KeptDetail {
        copies = List.copyOf(copies);
    }

    public static KeptDetail of(
            StoredVersion stored, RetentionTable table, int records, List<CopiesDetail.Copy> copies) {
        return new KeptDetail(stored.aip(), stored.version(), stored.rootDigest(), table.revision(), records, copies);
    }

    public Map<String, String> write() {
        Map<String, String> detail = new TreeMap<>();
        detail.put(ROOT_DIGEST, rootDigest.toString());
        detail.put(VERSION, Integer.toString(version));
        detail.put(SCHEDULE_REVISION, Long.toString(scheduleRevision));
        detail.put(RECORDS, Integer.toString(records));
        CopiesDetail.write(copies, detail);
        return detail;
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
                        (int) number(detail, RECORDS),
                        CopiesDetail.read(detail)))
                : Optional.empty();
    }

    private static Fixity digest(String text) {
        return new Fixity(DigestAlgorithm.SHA_512, text.substring(text.indexOf(':') + 1));
    }

    private static long number(Map<String, String> detail, String key) {
        return Long.parseLong(detail.getOrDefault(key, ""));
    }
}
