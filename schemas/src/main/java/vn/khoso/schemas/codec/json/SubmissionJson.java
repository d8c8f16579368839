package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;

/** Submissions, their progress and receipts as JSON. */
public final class SubmissionJson {

    private SubmissionJson() {}

    public static ObjectNode write(Submission submission) {
        ObjectNode json = StrictJson.object();
        json.put("id", submission.id().toString());
        json.put("aip", submission.aip().toString());
        json.put("producer", submission.producer().value());
        json.put("depositor", submission.depositor());
        json.put("fileName", submission.fileName());
        json.put("size", submission.size());
        json.put("sha256", submission.digest().hex());
        json.put("receivedAt", Fields.instant(submission.receivedAt()));
        submission.concludedAt().ifPresent(at -> json.put("concludedAt", Fields.instant(at)));
        json.put("state", submission.state().name());
        json.set("progress", write(submission.progress()));
        json.put("tries", submission.tries());
        json.set("findings", Fields.list(submission.findings(), FindingJson::write));
        submission.receipt().ifPresent(receipt -> json.set("receipt", write(receipt)));
        submission.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(Submission)} wrote */
    public static Submission read(JsonNode json) {
        Fields fields = new Fields(json);
        return new Submission(
                SipId.parse(fields.text("id")),
                AipId.parse(fields.text("aip")),
                new AgencyCode(fields.text("producer")),
                fields.text("depositor"),
                fields.text("fileName"),
                fields.number("size"),
                new Fixity(DigestAlgorithm.SHA_256, fields.text("sha256")),
                fields.moment("receivedAt"),
                fields.optionalMoment("concludedAt"),
                Submission.State.valueOf(fields.text("state")),
                readProgress(json.path("progress")),
                fields.integer("tries"),
                fields.list("findings", FindingJson::readJudged),
                fields.optionalObject("receipt").map(receipt -> readReceipt(receipt.node())),
                fields.optionalText("trouble"));
    }

    public static ObjectNode write(Progress progress) {
        return StrictJson.object()
                .put("phase", progress.phase().name())
                .put("phaseNumber", progress.phaseNumber())
                .put("phaseCount", progress.phaseCount())
                .put("filesDone", progress.filesDone())
                .put("filesTotal", progress.filesTotal())
                .put("bytesDone", progress.bytesDone())
                .put("bytesTotal", progress.bytesTotal());
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(Progress)} wrote */
    public static Progress readProgress(JsonNode json) {
        Fields fields = new Fields(json);
        return new Progress(
                Progress.Phase.valueOf(fields.text("phase")),
                fields.integer("phaseNumber"),
                fields.integer("phaseCount"),
                fields.number("filesDone"),
                fields.number("filesTotal"),
                fields.number("bytesDone"),
                fields.number("bytesTotal"));
    }

    public static ObjectNode write(StorageReceipt receipt) {
        ObjectNode json = StrictJson.object()
                .put("aip", receipt.aip().toString())
                .put("sip", receipt.sip().toString())
                .put("version", receipt.version())
                .put("rootDigestSha512", receipt.rootDigest().hex())
                .put("copies", receipt.copies())
                .put("storedAt", Fields.instant(receipt.storedAt()))
                .put("journalIndex", receipt.journalIndex());
        json.set(
                "owed",
                Fields.list(
                        receipt.owed(),
                        owed -> StrictJson.object()
                                .put("volume", owed.volume().toString())
                                .put("dueBy", Fields.instant(owed.dueBy()))));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(StorageReceipt)} wrote */
    public static StorageReceipt readReceipt(JsonNode json) {
        Fields fields = new Fields(json);
        return new StorageReceipt(
                AipId.parse(fields.text("aip")),
                SipId.parse(fields.text("sip")),
                fields.integer("version"),
                new Fixity(DigestAlgorithm.SHA_512, fields.text("rootDigestSha512")),
                fields.integer("copies"),
                // Written since there are copies on several volumes.
                json.has("owed") ? fields.list("owed", SubmissionJson::readOwed) : List.of(),
                fields.moment("storedAt"),
                fields.number("journalIndex"));
    }

    private static StorageReceipt.OwedCopy readOwed(JsonNode json) {
        Fields fields = new Fields(json);
        return new StorageReceipt.OwedCopy(UUID.fromString(fields.text("volume")), fields.moment("dueBy"));
    }
}
