package vn.khoso.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.tthc.AdministrativeResult;

class DemoProvinceTest {

    private final DemoProvince province = new DemoProvince(2026);

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName().substring(entry.getName().indexOf('/') + 1), in.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void two_hundred_deposits_of_which_twenty_are_refused_each_for_another_reason() throws IOException {
        long start = System.nanoTime();
        List<DemoSip> sips = province.sips().toList();
        System.out.println("200 demonstration SIPs: " + (System.nanoTime() - start) / 1_000_000 + " ms, "
                + sips.stream().mapToLong(sip -> sip.zip().length).sum() / 1_000 + " kB");
        assertThat(sips).hasSize(200);
        assertThat(sips.stream().map(DemoSip::name).distinct()).hasSize(200);
        Map<String, FindingCode> refused = new TreeMap<>();
        sips.forEach(sip -> sip.refusal().ifPresent(code -> refused.put(sip.name(), code)));
        assertThat(refused).isEqualTo(province.expectedRefusals()).hasSize(20);
        assertThat(new HashSet<>(refused.values())).hasSize(20);
        assertThat(sips.stream().filter(sip -> sip.records() > 1)).hasSizeGreaterThan(15);
    }

    @Test
    void good_deposits_are_good_to_the_last_digest_and_as_varied_as_a_province() throws IOException {
        Set<String> seen = new HashSet<>();
        for (DemoSip sip :
                province.sips().filter(one -> one.refusal().isEmpty()).toList()) {
            Map<String, byte[]> files = unzip(sip.zip());
            assertThat(manifest(files, DemoBag.MANIFEST)).isEqualTo(true);
            assertThat(manifest(files, DemoBag.TAG_MANIFEST)).isEqualTo(true);
            ResultReader.Reading reading = new ResultReader().read(files.getOrDefault(ResultReader.PATH, new byte[0]));
            assertThat(reading.findings()).as(sip.name()).isEmpty();
            assertThat(reading.results()).hasSize(sip.records());
            reading.results().forEach(result -> {
                result.files().forEach(file -> assertThat(files).containsKey(file.value()));
                seen.add("access " + result.accessMode());
                seen.add("retention " + result.retentionCode().orElse("none"));
                seen.add("type " + result.documentTypeCode());
                seen.add("confidence " + result.confidenceLevel());
                seen.add("legacy " + result.legacy() + " " + result.issuedDate().complete());
                seen.add("owner " + result.owner().type() + " "
                        + result.owner().id().isPresent());
                seen.add("year " + result.issuedDate().year());
            });
        }
        assertThat(seen)
                .contains(
                        "access PUBLIC",
                        "access CONDITIONAL",
                        "retention none",
                        "retention VN-LAND-02",
                        "retention VN-CERT-01",
                        "confidence 01",
                        "confidence 02",
                        "legacy true false",
                        "legacy false true",
                        "owner CITIZEN false",
                        "owner ORG true",
                        "owner FOREIGNER true",
                        "year 1996",
                        "year 2026",
                        "type " + AdministrativeResult.UNMAPPED);
        assertThat(seen.stream().filter(one -> one.startsWith("type KQ"))).hasSizeGreaterThan(30);
    }

    @Test
    void refusals_of_descriptions_show_the_expected_finding_and_no_other() throws IOException {
        for (DemoSip sip :
                province.sips().filter(one -> one.refusal().isPresent()).toList()) {
            FindingCode code = sip.refusal().orElseThrow();
            byte[] description = unzip(sip.zip()).getOrDefault(ResultReader.PATH, new byte[0]);
            List<FindingCode> found = new ResultReader()
                    .read(description).findings().stream().map(Finding::code).toList();
            if (code.name().startsWith("METADATA_")
                    && code != FindingCode.METADATA_MISSING
                    && code != FindingCode.METADATA_FILE_NOT_IN_BAG) {
                assertThat(found).as(sip.name()).containsExactly(code);
            } else if (code != FindingCode.METADATA_MISSING) {
                assertThat(found).as(sip.name()).isEmpty();
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        assertThat(new DemoProvince(2026).sip(7).zip())
                .isEqualTo(province.sip(7).zip());
        assertThat(new DemoProvince(1).sip(7).zip())
                .isNotEqualTo(province.sip(7).zip());
        assertThat(province.sip(8).zip()).isNotEqualTo(province.sip(7).zip());
    }

    @Test
    void a_bench_deposit_is_about_a_third_of_a_megabyte_and_its_words_can_be_read() throws IOException {
        Map<String, byte[]> files = unzip(province.sip(3).zip());
        AdministrativeResult result = new ResultReader()
                .read(files.getOrDefault(ResultReader.PATH, new byte[0]))
                .results()
                .getFirst();
        byte[] pdf = files.getOrDefault(result.files().getFirst().value(), new byte[0]);
        System.out.println("bench SIP: " + province.sip(3).zip().length / 1_000 + " kB");
        assertThat(province.sip(3).zip().length).isBetween(150_000, 500_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains(result.owner().name())
                    .contains("Độc lập - Tự do - Hạnh phúc");
        }
    }

    private static boolean manifest(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .allMatch(line -> {
                    byte[] file = files.get(line.substring(66));
                    return file != null
                            && Digests.fixity(DigestAlgorithm.SHA_256, file)
                                    .hex()
                                    .equals(line.substring(0, 64));
                });
    }
}
