package vn.khoso.ingest.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import vn.khoso.ingest.staging.IngestLimits;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.rights.Requester;

/**
 * For every finding a submission, made here, that has exactly this finding. A code without its fixture does not compile.
 */
public final class FindingFixtures {

    /** Small limits, so that fixtures which break them are small. */
    public static final IngestLimits LIMITS = new IngestLimits(1L << 30, 64L << 20, 2_000, 200, 48L << 20, 32, 0);

    private FindingFixtures() {}

    /** @param sender who hands it in */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Fixture(byte[] container, Requester sender) {}

    /** What is found beside the code, where the same fault has two sides. */
    public static List<FindingCode> besides(FindingCode code) {
        // The reader does not know the code "UNMAPPED"; the shapes say that only an old paper may have it.
        return code == FindingCode.METADATA_SHAPE_VIOLATED ? List.of(FindingCode.METADATA_CODE_UNKNOWN) : List.of();
    }

    /** The fixture of a code. Its result has the number {@code n}, so that no two fixtures are duplicates. */
    public static Fixture of(FindingCode code, int n) {
        Requester sender = code == FindingCode.AGREEMENT_PRODUCER_UNKNOWN
                ? IngestHouse.depositor("la", "H99.99")
                : IngestHouse.DEPOSITOR;
        return new Fixture(container(code, n), sender);
    }

    private static byte[] container(FindingCode code, int n) {
        return switch (code) {
            case CONTAINER_NOT_RECOGNISED ->
                "<!DOCTYPE html><title>Không phải gói tin</title>".getBytes(StandardCharsets.UTF_8);
            case CONTAINER_TRUNCATED -> Arrays.copyOf(Bag.good(n).zip(), 900);
            case CONTAINER_CORRUPT -> flipped(Bag.good(n).zip(), 60);
            case CONTAINER_PATH_ESCAPES -> with(n, "../thoat.txt");
            case CONTAINER_PATH_UNSAFE -> with(n, "data/CON");
            case CONTAINER_LINK -> tarWith(n, "data/lien-ket", TarConstants.LF_SYMLINK);
            case CONTAINER_SPECIAL_FILE -> tarWith(n, "data/ong", TarConstants.LF_FIFO);
            case CONTAINER_TWIN_NAMES -> twins(n);
            case CONTAINER_TOO_MANY_ENTRIES -> many(LIMITS.entries() + 1);
            case CONTAINER_TOO_LARGE -> Containers.zip(Map.of("data/lon.bin", new byte[65 << 20]));
            case CONTAINER_BOMB -> Containers.zip(Map.of("data/bom.bin", new byte[50 << 20]));
            case CONTAINER_ENCRYPTED -> encrypted(Bag.good(n).zip());
            case CONTAINER_EMPTY -> Containers.zip(Map.of());
            case BAG_DECLARATION_MISSING -> Bag.good(n).without("bagit.txt").zip();
            case BAG_DECLARATION_INVALID ->
                Bag.good(n)
                        .text("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nThêm: dòng\n")
                        .zip();
            case BAG_VERSION_UNSUPPORTED ->
                Bag.good(n)
                        .text("bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n")
                        .zip();
            case BAG_PAYLOAD_MISSING -> Bag.empty().zip();
            case BAG_MANIFEST_MISSING -> Bag.good(n).payloadAlgorithm("").zip();
            case BAG_MANIFEST_LINE_INVALID ->
                Bag.good(n).payloadManifest(lines -> lines + "\n").zip();
            case BAG_MANIFEST_PATH_UNSAFE ->
                Bag.good(n)
                        .payloadManifest(lines -> lines + "0".repeat(64) + "  data/../../etc/passwd\n")
                        .zip();
            case BAG_MANIFEST_DUPLICATE_PATH ->
                Bag.good(n).payloadManifest(lines -> lines + lines).zip();
            case BAG_MANIFEST_ALGORITHM_WEAK ->
                Bag.good(n).payloadAlgorithm("md5").zip();
            case BAG_MANIFEST_ALGORITHM_UNKNOWN ->
                Bag.good(n).text("manifest-whirlpool.txt", "").zip();
            case BAG_MANIFESTS_DISAGREE -> disagreeing(n);
            case BAG_FILE_MISSING ->
                Bag.good(n)
                        .payloadManifest(lines -> lines + "0".repeat(64) + "  data/mat.pdf\n")
                        .zip();
            case BAG_FILE_UNLISTED ->
                Bag.good(n)
                        .result(n + 5000)
                        .payloadManifest(FindingFixtures::firstLine)
                        .zip();
            case BAG_DIGEST_MISMATCH ->
                Bag.good(n)
                        .payloadManifest(lines -> (lines.charAt(0) == '0' ? "1" : "0") + lines.substring(1))
                        .zip();
            case BAG_TAG_MANIFEST_MISSING -> Bag.good(n).tagAlgorithm("").zip();
            case BAG_TAG_FILE_UNLISTED ->
                Bag.good(n)
                        .afterwards(all -> all.put("ghi-chu.txt", new byte[] {'x'}))
                        .zip();
            case BAG_INFO_INVALID ->
                Bag.good(n)
                        .text("bag-info.txt", "một dòng không có dấu hai chấm\n")
                        .zip();
            case BAG_PAYLOAD_OXUM_MISMATCH ->
                Bag.good(n).text("bag-info.txt", "Payload-Oxum: 1.1\n").zip();
            case BAG_FETCH_REFUSED ->
                Bag.good(n)
                        .afterwards(all ->
                                all.put("fetch.txt", "http://127.0.0.1/a 1 data/a\n".getBytes(StandardCharsets.UTF_8)))
                        .zip();
            case BAG_TEXT_NOT_UTF8 ->
                Bag.good(n)
                        .file("bag-info.txt", new byte[] {'A', ':', ' ', (byte) 0xE1, '\n'})
                        .zip();
            case BAG_NAME_FORM_DIFFERS -> otherForm(n);
            case BAG_PROFILE_VIOLATED ->
                Bag.good(n)
                        .text("bag-info.txt", "BagIt-Profile-Identifier: https://example.vn/other\n")
                        .zip();
            case AGREEMENT_PRODUCER_UNKNOWN -> Bag.good(n).zip();
            case AGREEMENT_AGENCY_NOT_ALLOWED -> edited(n, record -> record.put("custodianAgencyCode", "H49.64.33"));
            case FORMAT_UNKNOWN -> payload(n, "data/la.khongro", new byte[] {1, 2, 3, (byte) 0x99, 7, 7, 7, 7});
            case FORMAT_NOT_ACCEPTED -> payload(n, "data/nen.zip", Containers.zip(Map.of("a.txt", new byte[] {'a'})));
            case FORMAT_EXTENSION_DIFFERS -> payload(n, "data/anh.jpg", Pdfs.of(1, "khong phai anh"));
            case FORMAT_NOT_WELL_FORMED -> payload(n, "data/hong.pdf", Pdfs.withoutCatalog());
            case FORMAT_NOT_VALID -> payload(n, "data/sai.pdf", Pdfs.withBadDate());
            case FORMAT_UNDETERMINED -> payload(n, "data/treo.pdf", Pdfs.thatHangsJhove());
            case FILE_EMPTY -> payload(n, "data/rong.pdf", new byte[0]);
            case METADATA_MISSING -> Bag.good(n).undescribed().zip();
            case METADATA_NOT_JSON ->
                Bag.good(n).text(ResultReader.PATH, "{\"schema\": ").zip();
            case METADATA_SCHEMA_VIOLATED -> edited(n, record -> record.remove("documentName"));
            case METADATA_SHAPE_VIOLATED -> edited(n, record -> record.put("documentTypeCode", "UNMAPPED"));
            case METADATA_OWNER_MISSING ->
                edited(n, record -> record.remove(List.of("ownerId", "ownerIdType", "ownerBirthYear")));
            case METADATA_OWNER_ID_INVALID ->
                edited(n, record -> record.put("ownerId", "99012345").remove("ownerBirthYear"));
            case METADATA_OWNER_BIRTH_YEAR_DIFFERS -> edited(n, record -> record.put("ownerBirthYear", 1985));
            case METADATA_DATE_IMPOSSIBLE -> edited(n, record -> record.put("issuedDate", "31/6/2025"));
            case METADATA_DATE_ORDER -> edited(n, record -> record.put("receivedDate", "2024-03-09"));
            case METADATA_DATE_PARTIAL -> edited(n, record -> record.put("issuedDate", "2024"));
            case METADATA_CODE_UNKNOWN -> edited(n, record -> record.put("caseCode", "HS-17"));
            case METADATA_CODE_FORM -> edited(n, record -> record.put("documentTypeCode", "GIAY-KHAI-SINH"));
            case METADATA_FILE_NOT_IN_BAG ->
                edited(n, record -> record.withArray("files").add("data/phu-luc.pdf"));
            case METADATA_FILE_UNDESCRIBED ->
                Bag.good(n).file("data/them.pdf", Pdfs.of(1, "them")).zip();
            case METADATA_PAGE_COUNT_DIFFERS -> edited(n, record -> record.put("numberOfPage", 7));
            case METADATA_DUPLICATE_RESULT ->
                Bag.good(n).record(Bag.record(n, "data/KQ-" + n + ".pdf")).zip();
            case METADATA_SECRET -> edited(n, record -> record.put("accessMode", "03"));
            case RETENTION_UNCLASSIFIED -> edited(n, record -> record.remove("retentionCode"));
        };
    }

    private static byte[] edited(int n, Consumer<ObjectNode> change) {
        return Bag.good(n).edit(change).zip();
    }

    private static byte[] payload(int n, String path, byte[] bytes) {
        return Bag.empty().file(path, bytes).record(Bag.record(n, path)).zip();
    }

    private static byte[] with(int n, String entry) {
        Map<String, byte[]> files = new LinkedHashMap<>(Bag.good(n).build());
        files.put(entry, new byte[] {'x'});
        return Containers.zip(files);
    }

    private static byte[] tarWith(int n, String name, byte type) {
        return Containers.tar(tar -> {
            Containers.files(Bag.good(n).build()).fill(tar);
            TarArchiveEntry entry = new TarArchiveEntry(name, type);
            if (type == TarConstants.LF_SYMLINK) {
                entry.setLinkName("/etc/hostname");
            }
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
    }

    private static byte[] twins(int n) {
        Map<String, byte[]> files = new LinkedHashMap<>(Bag.good(n).build());
        files.put(Normalizer.normalize("data/Giấy.pdf", Normalizer.Form.NFC), new byte[] {'a'});
        files.put(Normalizer.normalize("data/Giấy.pdf", Normalizer.Form.NFD), new byte[] {'b'});
        return Containers.zip(files);
    }

    private static byte[] many(int count) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            files.put("data/" + i, new byte[0]);
        }
        return Containers.zip(files);
    }

    /** Every entry's headers say that it is encrypted. */
    private static byte[] encrypted(byte[] zip) {
        byte[] marked = zip.clone();
        for (int i = 0; i + 10 < marked.length; i++) {
            boolean local = marked[i] == 'P' && marked[i + 1] == 'K' && marked[i + 2] == 3 && marked[i + 3] == 4;
            boolean central = marked[i] == 'P' && marked[i + 1] == 'K' && marked[i + 2] == 1 && marked[i + 3] == 2;
            if (local || central) {
                marked[i + (local ? 6 : 8)] |= 1;
            }
        }
        return marked;
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 0x55;
        return other;
    }

    private static byte[] disagreeing(int n) {
        Bag bag = Bag.good(n).result(n + 5000);
        Map<String, byte[]> first = new LinkedHashMap<>();
        first.put("data/KQ-" + n + ".pdf", Pdfs.of(1, "KQ " + n));
        return bag.text("manifest-sha512.txt", Bag.manifest(first, "sha512", true))
                .zip();
    }

    private static String firstLine(String lines) {
        return lines.substring(0, lines.indexOf('\n') + 1);
    }

    private static byte[] otherForm(int n) {
        String inBag = Normalizer.normalize("data/Giấy khai sinh " + n + ".pdf", Normalizer.Form.NFD);
        return Bag.empty()
                .file(inBag, Pdfs.of(1, "NFD " + n))
                .record(Bag.record(n, Normalizer.normalize(inBag, Normalizer.Form.NFC)))
                .payloadManifest(lines -> Normalizer.normalize(lines, Normalizer.Form.NFC))
                .zip();
    }
}
