package vn.khoso.ingest.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.submission.Submission;

/** The text of a receipt: what was received, what was kept, where the journal says so (promise D1). */
final class ReceiptDocument {

    static final String TYPE = "https://khoso.vn/schema/receipt/1";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ReceiptDocument() {}

    static byte[] write(Submission submission, StorageReceipt stored) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("schema", TYPE);
        facts.put("sip", submission.id().toString());
        facts.put("sipSize", submission.size());
        facts.put("sipSha256", submission.digest().hex());
        facts.put("fileName", submission.fileName());
        facts.put("producer", submission.producer().value());
        facts.put("depositor", submission.depositor());
        facts.put("receivedAt", submission.receivedAt().toString());
        facts.put("aip", stored.aip().toString());
        facts.put("aipVersion", stored.version());
        facts.put("rootDigest", stored.rootDigest().toString());
        facts.put("copies", stored.copies());
        facts.put(
                "owed",
                stored.owed().stream()
                        .map(owed -> new TreeMap<>(Map.of(
                                "dueBy",
                                owed.dueBy().toString(),
                                "volume",
                                owed.volume().toString())))
                        .toList());
        facts.put("storedAt", stored.storedAt().toString());
        facts.put("journalIndex", stored.journalIndex());
        facts.put("proof", "/api/v1/sips/" + submission.id().uuid() + "/receipt.tlog-proof");
        try {
            return JSON.writeValueAsBytes(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and numbers that are no JSON", impossible);
        }
    }
}
