package vn.khoso.ingest.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/**
 * Makes bags: a good small one, and from it what a test needs to be wrong. Manifests are computed last, over what is there,
 * so that only what a test breaks is broken.
 */
public final class Bag {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ArrayNode records = JsonNodeFactory.instance.arrayNode();
    private UnaryOperator<String> payloadManifest = UnaryOperator.identity();
    private UnaryOperator<String> tagManifest = UnaryOperator.identity();
    private Consumer<Map<String, byte[]>> last = all -> {};
    private String payloadAlgorithm = "sha256";
    private String tagAlgorithm = "sha256";
    private boolean described = true;

    private Bag() {
        text("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        text("bag-info.txt", "Source-Organization: Ủy ban nhân dân xã mẫu\n");
    }

    /** A bag with nothing in it yet but its declaration. */
    public static Bag empty() {
        return new Bag();
    }

    /** A good bag with one result of the number {@code n} and its PDF of one page. */
    public static Bag good(int n) {
        return new Bag().result(n);
    }

    /** Adds one more result with its file. */
    public Bag result(int n) {
        String path = "data/KQ-" + n + ".pdf";
        files.put(path, Pdfs.of(1, "KQ " + n));
        records.add(record(n, path));
        return this;
    }

    /** The metadata of an invented result; the paper of a person who does not exist. */
    public static ObjectNode record(int n, String... paths) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("sourceSystem", "MCDT");
        record.put("sourceRecordId", "SO-" + n);
        record.put("documentTypeCode", "KQ.G15.000031");
        record.put("documentName", "Giấy khai sinh");
        record.put("referenceNumber", n + "/2024");
        record.put("abstract", "Đăng ký khai sinh");
        record.put("issuedDate", "2024-03-05");
        record.put("issuingAgencyName", "Ủy ban nhân dân xã mẫu");
        record.put("issuingAgencyCode", "H56.17");
        record.put("custodianAgencyCode", "H56.17");
        record.put("ownerType", "CITIZEN");
        record.put("ownerId", String.format(java.util.Locale.ROOT, "001099%06d", n));
        record.put("ownerIdType", "PERSONAL");
        record.put("ownerName", "Nguyễn Thị Ví Dụ");
        record.put("ownerBirthYear", 1999);
        record.put("validFrom", "2024-03-05");
        record.put("validTo", "PERMANENT");
        record.put("validityScope", "toàn quốc");
        record.put("validityStatus", "VALID");
        record.put("procedureCode", "1.001193");
        record.put("procedureName", "Đăng ký khai sinh");
        record.put("caseCode", "000.17.22.H56-240301-0001");
        record.put("legacyCode", false);
        record.put("receivedDate", "2024-03-01");
        record.put("completedDate", "2024-03-05");
        record.put("fondsCode", "H56.17.01");
        record.put("fileCode", "H56.17.2024." + n);
        record.put("docOrdinal", 1);
        record.put("typeName", "32");
        record.putArray("language").add("01");
        record.put("confidenceLevel", "01");
        record.put("numberOfPage", 1);
        record.put("accessMode", "01");
        record.put("retentionCode", "VN-HLTH-06");
        record.put("legacy", false);
        ArrayNode list = record.putArray("files");
        for (String path : paths) {
            list.add(path);
        }
        return record;
    }

    public Bag record(ObjectNode record) {
        records.add(record);
        return this;
    }

    /** Changes the first record. */
    public Bag edit(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) records.get(0));
        return this;
    }

    public Bag file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public Bag text(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Bag without(String path) {
        files.remove(path);
        return this;
    }

    /** No metadata/tthc.json is made. */
    public Bag undescribed() {
        described = false;
        return this;
    }

    public Bag payloadAlgorithm(String name) {
        payloadAlgorithm = name;
        return this;
    }

    public Bag tagAlgorithm(String name) {
        tagAlgorithm = name;
        return this;
    }

    /** Changes the payload manifest before the tag manifest is made over it. */
    public Bag payloadManifest(UnaryOperator<String> change) {
        payloadManifest = change;
        return this;
    }

    public Bag tagManifest(UnaryOperator<String> change) {
        tagManifest = change;
        return this;
    }

    /** Changes the files after all manifests are made: what is done here is not covered by them. */
    public Bag afterwards(Consumer<Map<String, byte[]>> change) {
        last = change;
        return this;
    }

    /** Every file of the bag by its path. */
    public Map<String, byte[]> build() {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        if (described) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("schema", ResultReader.SCHEMA);
            root.set("records", records);
            all.putIfAbsent(ResultReader.PATH, CanonicalJson.bytes(root));
        }
        if (!payloadAlgorithm.isEmpty()) {
            all.putIfAbsent(
                    "manifest-" + payloadAlgorithm + ".txt",
                    payloadManifest.apply(manifest(all, payloadAlgorithm, true)).getBytes(StandardCharsets.UTF_8));
        }
        if (!tagAlgorithm.isEmpty()) {
            all.putIfAbsent(
                    "tagmanifest-" + tagAlgorithm + ".txt",
                    tagManifest.apply(manifest(all, tagAlgorithm, false)).getBytes(StandardCharsets.UTF_8));
        }
        last.accept(all);
        return all;
    }

    /** The lines of a manifest over files. */
    public static String manifest(Map<String, byte[]> all, String algorithm, boolean payload) {
        StringBuilder lines = new StringBuilder();
        all.forEach((path, bytes) -> {
            if (path.startsWith("data/") == payload && !path.startsWith("tagmanifest-") && !path.equals("fetch.txt")) {
                lines.append(digest(algorithm, bytes))
                        .append("  ")
                        .append(escaped(path))
                        .append('\n');
            }
        });
        return lines.toString();
    }

    private static String escaped(String path) {
        return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
    }

    /** Digest in hexadecimal; for an algorithm that is not known, that of SHA-256. */
    public static String digest(String algorithm, byte[] bytes) {
        return Digests.fixity(DigestAlgorithm.named(algorithm).orElse(DigestAlgorithm.SHA_256), bytes)
                .hex();
    }

    /** The bag in a ZIP file. */
    public byte[] zip() {
        return Containers.zip(build());
    }
}
