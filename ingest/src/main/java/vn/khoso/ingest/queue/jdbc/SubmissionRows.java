package vn.khoso.ingest.queue.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.FindingJson;
import vn.khoso.schemas.codec.json.SubmissionJson;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Progress.Phase;
import vn.khoso.schemas.submission.Submission;

/** Rows of the table {@code ingest.submission} as values, and back. */
final class SubmissionRows {

    static final Progress CONCLUDED =
            new Progress(Phase.CONCLUDED, Phase.CONCLUDED.ordinal(), Phase.values().length - 1, 0, 0, 0, 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private SubmissionRows() {}

    static Submission read(ResultSet row, StatementContext context) throws SQLException {
        List<JudgedFinding> findings = new ArrayList<>();
        json(row.getString("findings")).forEach(finding -> findings.add(FindingJson.readJudged(finding)));
        return new Submission(
                new SipId(row.getObject("id", UUID.class)),
                new AipId(row.getObject("aip", UUID.class)),
                new AgencyCode(row.getString("producer")),
                row.getString("depositor"),
                row.getString("file_name"),
                row.getLong("size"),
                new Fixity(DigestAlgorithm.SHA_256, row.getString("sha256")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("concluded_at", OffsetDateTime.class)),
                Submission.State.valueOf(row.getString("state")),
                SubmissionJson.readProgress(json(row.getString("progress"))),
                row.getInt("tries"),
                findings,
                Optional.ofNullable(row.getString("storage_receipt"))
                        .map(text -> SubmissionJson.readReceipt(json(text))),
                Optional.ofNullable(row.getString("trouble")));
    }

    static String findings(List<JudgedFinding> findings) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> array.add(FindingJson.write(finding)));
        // PostgreSQL's text holds any character but NUL, which no finding has a use for.
        return CanonicalJson.text(array).replace("\\u0000", "\\ufffd");
    }

    static String progress(Progress progress) {
        return CanonicalJson.text(SubmissionJson.write(progress));
    }

    static String receipt(StorageReceipt receipt) {
        return CanonicalJson.text(SubmissionJson.write(receipt));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a column of the queue holds no JSON", broken);
        }
    }
}
