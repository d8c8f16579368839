package vn.khoso.deploy.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.NoteKey;

/** A receipt: its seal, the file that was handed over, and the entry of the journal that it tells of. */
record ReceiptCheck(byte[] receipt, Report report) {

    private static final String SCHEMA = "https://khoso.vn/schema/receipt/1";

    /** @param now the certificate must be valid then */
    void seal(byte[] signature, List<X509Certificate> anchors, Instant now) {
        try {
            CmsSignature cms = CmsSignature.parse(signature);
            X509Certificate signer = cms.verified(receipt, anchors);
            String who = signer.getSubjectX500Principal().toString();
            report.check(
                    cms.content().isEmpty() && cms.trusted(signer, anchors, now),
                    "Biên nhận do kho ký, đúng từng byte: " + who,
                    "The receipt is sealed by the archive, byte for byte: " + who,
                    "Biên nhận không do chứng thư đã cho ký: " + who,
                    "The receipt is not sealed by the given certificate: " + who);
        } catch (IllegalArgumentException | ArithmeticException bad) {
            report.fails(
                    "Chữ ký của biên nhận không đúng", "The receipt's signature does not hold: " + bad.getMessage());
        }
        try {
            Map<String, Object> facts = facts();
            report.remark(
                    "Gói " + Json.text(facts, "sip") + ", lưu " + Json.text(facts, "storedAt") + ", mục nhật ký "
                            + Json.text(facts, "journalIndex"),
                    "Package " + Json.text(facts, "sip") + ", stored " + Json.text(facts, "storedAt")
                            + ", journal entry " + Json.text(facts, "journalIndex"));
        } catch (IllegalArgumentException bad) {
            report.fails(
                    "Tệp này không phải biên nhận của kho", "This is no receipt of the archive: " + bad.getMessage());
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = Json.object(receipt);
        if (!SCHEMA.equals(Json.text(facts, "schema"))) {
            throw new IllegalArgumentException("schema " + Json.text(facts, "schema"));
        }
        return facts;
    }

    /** Whether a file at hand is the one that was handed over, by its digest and its size in bytes. */
    void file(byte[] sha256, long size) {
        try {
            Map<String, Object> facts = facts();
            boolean same = HexFormat.of().formatHex(sha256).equals(Json.text(facts, "sipSha256"))
                    && Long.toString(size).equals(Json.text(facts, "sipSize"));
            report.check(
                    same,
                    "Tệp đúng là gói đã nộp",
                    "The file is the package that was handed over",
                    "Tệp không phải gói đã nộp",
                    "The file is not the package that was handed over");
        } catch (IllegalArgumentException bad) {
            report.fails("Không đọc được biên nhận", "The receipt cannot be read: " + bad.getMessage());
        }
    }

    void proof(String text, NoteKey key) {
        try {
            InclusionProof proof = InclusionProof.parse(text);
            byte[] entry =
                    proof.entry().orElseThrow(() -> new IllegalArgumentException("the proof comes without the entry"));
            JournalLine line = JournalLine.parse(entry);
            report.check(
                    proof.holds(entry, key) && proof.index() == line.index() - 1,
                    "Mục nhật ký " + line.index() + " nằm dưới điểm kiểm có chữ ký",
                    "Journal entry " + line.index() + " is under the signed checkpoint",
                    "Mục nhật ký không nằm dưới điểm kiểm",
                    "The journal entry is not under the checkpoint");
            report.check(
                    tells(Json.object(Json.object(entry), "event"), line.index()),
                    "Mục nhật ký nói đúng điều biên nhận nói",
                    "The entry says what the receipt says",
                    "Mục nhật ký nói khác biên nhận",
                    "The entry does not say what the receipt says");
        } catch (IllegalArgumentException bad) {
            report.fails("Bằng chứng nhật ký không đúng", "The journal proof does not hold: " + bad.getMessage());
        }
    }

    private boolean tells(Map<String, Object> event, long index) {
        Map<String, Object> facts = facts();
        return "INGESTION".equals(event.get("type"))
                && List.of(Json.text(facts, "aip"), Json.text(facts, "sip")).equals(event.get("objects"))
                && Json.text(facts, "rootDigest")
                        .equals(Json.object(event, "detail").get("rootDigest"))
                && Long.toString(index).equals(Json.text(facts, "journalIndex"));
    }
}
