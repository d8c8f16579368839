package vn.khoso.preservation.format.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.format.Characterisation.Verdict;
import vn.khoso.schemas.oais.PackagePath;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class IsolatedFormatToolsTest {

    private Path folder;

    private IsolatedFormatTools tools;

    @BeforeAll
    void start(@TempDir Path folder) {
        this.folder = folder;
        // Without the kernel's fence, so that what is refused is refused by our own guards.
        tools = new IsolatedFormatTools(new WorkerPool(
                IsolatedFormatTools.settings(classPathOfAServer(), folder.resolve("workers"), Optional.empty())
                        .withPatience(Duration.ofSeconds(6))
                        .withoutKernelFence()));
    }

    /** What a server ships beside itself: without what Payara brings (Jackson, Jakarta, JAXB) and without tests. */
    private static String classPathOfAServer() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(part -> !part.endsWith("test-classes"))
                .filter(part ->
                        !part.matches(".*/(jackson|jakarta|jaxb|angus|istack|txw2|parsson|junit|assertj)[^/]*[.]jar"))
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    @AfterAll
    void stop() {
        tools.close();
    }

    @Test
    void a_sound_PDF_is_identified_validated_and_counted_in_pages() {
        Characterisation said = characterise("sip/data/Quyết định.pdf", Samples.pdf(3));
        assertThat(said.verdict()).isEqualTo(Verdict.VALID);
        assertThat(said.findings()).isEmpty();
        assertThat(said.format().mediaType()).isEqualTo("application/pdf");
        assertThat(said.format().puid())
                .hasValueSatisfying(puid -> assertThat(puid).startsWith("fmt/"));
        assertThat(said.properties()).containsEntry("pages", "3").containsKey("pdfVersion");
        assertThat(said.tools())
                .anySatisfy(tool -> assertThat(tool).startsWith("DROID 6.8.0 PRONOM V100"))
                .anySatisfy(tool -> assertThat(tool).startsWith("JHOVE 1.32.1 PDF-hul 1.12.7"));
    }

    @Test
    void a_PDF_of_version_2_that_JHOVE_does_not_know_is_read_by_a_second_tool() {
        Characterisation said = characterise("data/moi.pdf", Samples.pdf(2, document -> {
            document.setVersion(2.0f);
            document.getDocument().setVersion(2.0f);
        }));
        assertThat(said.verdict()).isEqualTo(Verdict.WELL_FORMED);
        assertThat(said.findings()).isEmpty();
        assertThat(said.properties()).containsEntry("pdfVersion", "2.0").containsEntry("pages", "2");
        assertThat(said.tools()).last().asString().contains("JHOVE", "PDFBox");
    }

    @Test
    void an_encrypted_PDF_is_said_to_be_encrypted() {
        Characterisation said = characterise("data/khoa.pdf", Samples.pdf(1, document -> {
            StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
        }));
        assertThat(said.verdict()).isIn(Verdict.VALID, Verdict.WELL_FORMED);
        assertThat(said.properties()).containsEntry("encrypted", "true");
    }

    @Test
    void a_PDF_with_bytes_before_its_header_is_not_well_formed() {
        byte[] pdf = Samples.pdf(1);
        byte[] shifted = new byte[pdf.length + 2_000];
        System.arraycopy(pdf, 0, shifted, 2_000, pdf.length);
        assertThat(characterise("data/lech.pdf", shifted).verdict()).isEqualTo(Verdict.NOT_WELL_FORMED);
    }

    @Test
    void a_PDF_cut_short_is_not_well_formed() {
        byte[] whole = Samples.pdf(1);
        Characterisation said = characterise("data/KQ-1.pdf", Arrays.copyOf(whole, whole.length / 2));
        assertThat(said.verdict()).isEqualTo(Verdict.NOT_WELL_FORMED);
        // PRONOM's signatures of PDF ask for the end of the file too.
        assertThat(codes(said)).containsExactly(FindingCode.FORMAT_UNKNOWN, FindingCode.FORMAT_NOT_WELL_FORMED);
        assertThat(said.findings().getLast().arguments()).containsKeys("message", "tool", "count");
        assertThat(said.findings()).allMatch(finding -> finding.subject().equals("data/KQ-1.pdf"));
    }

    @Test
    void a_web_page_that_is_named_pdf_is_told_by_its_bytes_and_is_no_sound_PDF() {
        Characterisation said = characterise(
                "data/KQ-2.pdf",
                Samples.utf8(
                        "<!DOCTYPE html>\n<html><head><title>Lỗi 404</title></head><body><p>Không tìm thấy</p></body></html>\n"));
        assertThat(said.format().mediaType()).isEqualTo("text/html");
        assertThat(said.verdict()).isEqualTo(Verdict.NOT_WELL_FORMED);
        assertThat(codes(said))
                .containsExactly(FindingCode.FORMAT_EXTENSION_DIFFERS, FindingCode.FORMAT_NOT_WELL_FORMED);
    }

    @Test
    void a_sound_image_with_another_images_extension_is_only_misnamed() {
        Characterisation said = characterise("data/anh.jpg", Samples.image("png"));
        assertThat(said.verdict()).isEqualTo(Verdict.VALID);
        assertThat(codes(said)).containsExactly(FindingCode.FORMAT_EXTENSION_DIFFERS);
    }

    @Test
    void images_are_validated_and_measured() {
        for (String format : List.of("png", "jpg", "tiff")) {
            Characterisation said = characterise("data/anh." + format, Samples.image(format));
            assertThat(said.verdict()).as(format + " " + said).isEqualTo(Verdict.VALID);
            assertThat(said.findings()).as(format).isEmpty();
            assertThat(said.properties())
                    .as(format)
                    .containsEntry("width", "40")
                    .containsEntry("height", "30");
        }
        assertThat(characterise("data/scan.tif", Samples.tiff(3)).properties()).containsEntry("pages", "3");
    }

    @Test
    void images_cut_short_are_not_well_formed() {
        for (String format : List.of("png", "jpg", "tiff")) {
            byte[] whole = Samples.image(format);
            for (int lost : new int[] {1, 10, whole.length / 2}) {
                Characterisation said = characterise("data/anh." + format, Arrays.copyOf(whole, whole.length - lost));
                assertThat(said.verdict()).as(format + " " + said).isEqualTo(Verdict.NOT_WELL_FORMED);
                assertThat(codes(said)).as(format).contains(FindingCode.FORMAT_NOT_WELL_FORMED);
            }
        }
    }

    @Test
    void text_in_UTF_8_is_valid_and_other_bytes_are_not() {
        Characterisation good = characterise("data/ghi chú.txt", Samples.utf8("Giấy chứng nhận quyền sử dụng đất\n"));
        assertThat(good.verdict()).isEqualTo(Verdict.VALID);
        assertThat(good.findings()).isEmpty();
        Characterisation bad = characterise("data/cu.txt", Samples.latin("Gi\u00e3y ch\u00f8ng nh\u00cbn\n"));
        assertThat(codes(bad)).containsExactly(FindingCode.FORMAT_NOT_WELL_FORMED);
    }

    @Test
    void a_file_of_no_bytes_is_said_to_be_empty() {
        Characterisation said = characterise("data/KQ-3.pdf", new byte[0]);
        assertThat(said.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(codes(said)).containsExactly(FindingCode.FILE_EMPTY);
    }

    @Test
    void bytes_that_nothing_knows_are_unknown_and_never_valid() {
        Characterisation said = characterise("data/la.xyzzy", new byte[] {1, 2, 3, 4, 5, 6, 7});
        assertThat(said.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(codes(said)).containsExactly(FindingCode.FORMAT_UNKNOWN);
        Characterisation claimed = characterise("data/la.pdf", new byte[] {1, 2, 3, 4, 5, 6, 7});
        assertThat(claimed.verdict()).isEqualTo(Verdict.NOT_WELL_FORMED);
        assertThat(codes(claimed)).containsExactly(FindingCode.FORMAT_UNKNOWN, FindingCode.FORMAT_NOT_WELL_FORMED);
    }

    @Test
    void a_PDF_on_which_the_tool_hangs_is_undetermined_in_bounded_time_while_others_are_served() throws Exception {
        byte[] hanging = Samples.pdfThatHangsJhove();
        byte[] sound = Samples.pdf(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            Future<Characterisation> first = callers.submit(() -> characterise("data/treo.pdf", hanging));
            int served = 0;
            while (!first.isDone()) {
                assertThat(characterise("data/tot-" + served + ".pdf", sound).verdict())
                        .isEqualTo(Verdict.VALID);
                served++;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
            assertThat(served).isGreaterThan(5);
            Characterisation said = first.get();
            assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
            assertThat(said.format().puid()).hasValue("fmt/19");
            assertThat(codes(said)).containsExactly(FindingCode.FORMAT_UNDETERMINED);
            assertThat(said.findings().getFirst().arguments()).containsEntry("reason", "TIME");
        }
    }

    @Test
    void nesting_too_deep_for_the_tool_is_never_valid() {
        Characterisation said = characterise("data/sau.pdf", Samples.deepPdf(200_000));
        assertThat(said.verdict()).isIn(Verdict.UNDETERMINED, Verdict.NOT_WELL_FORMED);
    }

    @Test
    void XML_is_judged_without_one_request_to_the_addresses_that_it_names() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger hits = new AtomicInteger();
            Thread.ofVirtual().start(() -> count(listener, hits));
            String there = "http://127.0.0.1:" + listener.getLocalPort();
            String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
            String schema = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
            for (String body : List.of(
                    "<!DOCTYPE a SYSTEM \"" + there + "/a.dtd\">\n<a/>",
                    "<!DOCTYPE a PUBLIC \"-//x\" \"" + there + "/a.dtd\">\n<a/>",
                    "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + there + "/e\">]>\n<a>&e;</a>",
                    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + there + "/p\">%p;]>\n<a/>",
                    "<!DOCTYPE a [<!ENTITY % q '<!ENTITY &#37; p SYSTEM \"" + there + "/q\">'>%q;%p;]>\n<a/>",
                    "<a" + schema + "xsi:noNamespaceSchemaLocation=\"" + there + "/a.xsd\"/>",
                    "<a xmlns=\"urn:a\"" + schema + "xsi:schemaLocation=\"urn:a " + there + "/a.xsd\"/>",
                    "<a><b" + schema + "xsi:noNamespaceSchemaLocation=\"" + there + "/b.xsd\"/></a>",
                    "<?xml-stylesheet href=\"" + there + "/s.xsl\" type=\"text/xsl\"?><a/>",
                    "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"" + there + "/i\"/></a>")) {
                Characterisation said = characterise("data/thu.xml", Samples.utf8(head + body));
                assertThat(said.verdict()).as(body + " " + said).isIn(Verdict.WELL_FORMED, Verdict.VALID);
            }
            assertThat(hits).hasValue(0);
        }
    }

    @Test
    void an_entity_bomb_is_undetermined_and_a_file_of_the_machine_is_not_read_through_XML() throws IOException {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE b [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        Characterisation said = characterise("data/bom.xml", Samples.utf8(bomb + "]>\n<b>&l11;</b>"));
        assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);

        Path secret = Files.writeString(folder.resolve("secret.txt"), "canary-7f3a");
        Characterisation reading = characterise(
                "data/doc.xml",
                Samples.utf8("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri()
                        + "\">]>\n<a>&e;</a>"));
        assertThat(reading.toString()).doesNotContain("canary-7f3a");
    }

    @Test
    void broken_XML_is_not_well_formed_and_says_the_line() {
        Characterisation said = characterise("data/hong.xml", Samples.utf8("<?xml version=\"1.0\"?>\n<a>\n<b></a>"));
        assertThat(codes(said)).containsExactly(FindingCode.FORMAT_NOT_WELL_FORMED);
        assertThat(said.findings().getFirst().arguments().get("message")).contains("line 3");
    }

    @Test
    void the_same_file_gets_the_same_answer_every_time() {
        byte[] file = Samples.pdf(2);
        Characterisation first = characterise("data/a.pdf", file);
        for (int i = 0; i < 20; i++) {
            assertThat(characterise("data/a.pdf", file)).isEqualTo(first);
        }
    }

    private Characterisation characterise(String name, byte[] bytes) {
        try {
            Path staged = Files.createTempDirectory(folder, "staged").resolve("content");
            Files.write(staged, bytes);
            return tools.characterise(staged, new PackagePath(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<FindingCode> codes(Characterisation said) {
        return said.findings().stream().map(Finding::code).toList();
    }

    private static void count(ServerSocket listener, AtomicInteger hits) {
        try {
            while (!listener.isClosed()) {
                listener.accept().close();
                hits.incrementAndGet();
            }
        } catch (IOException e) {
            assertThat(listener.isClosed()).isTrue();
        }
    }
}
