package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;
import vn.khoso.server.testing.Chromium;
import vn.khoso.server.testing.Eyes;

/** The real pages of the real distribution in a real browser: what people of every role do in a day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LivePagesIT {

    static final String PASSWORD = "bảy con trâu gặm cỏ xanh";

    private final Eyes eyes = new Eyes(Path.of("target", "screenshots"));
    private final Visits visits;
    private Path folder = Path.of("target");
    private Chromium chromium;
    private RunningServer server;

    LivePagesIT() throws IOException {
        this.visits = Visits.ofTheRouteTable();
    }

    @BeforeAll
    void open(@TempDir Path made) throws Exception {
        folder = made;
        chromium = Chromium.launch();
        server = RunningServer.start(folder.resolve("data"));
    }

    @AfterAll
    void close() throws Exception {
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            if (chromium != null) {
                chromium.close();
            }
        }
    }

    @Test
    @Order(1)
    void an_archive_is_set_up_fed_searched_and_audited_by_people_with_a_browser() throws Exception {
        try (Person person = person()) {
            firstAdministrator(person);
            String name = depositorSends(person);
            archivistWorks(person, name);
            officerAudits(person);
            assertThat(person.faults()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void the_main_job_needs_no_script() throws Exception {
        try (Person person = Person.withoutScript(chromium.browser(), address(), visits)) {
            person.signIn("nop.ho.so", PASSWORD)
                    .open("/ingest/new")
                    .choose("thu-hai.zip", sip(good(), 1).zip())
                    .press("Nộp gói tin");
            person.until("#receipt");
            assertThat(new String(person.download("Tải biên nhận"), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("{");
            String name = person.page().locator("a[href^='/records/']").first().innerText();
            person.open("/ingest/new")
                    .choose("hong.zip", sip(bad(), 1).zip())
                    .press("Nộp gói tin")
                    .until("table.findings");
            person.signOut().signIn("luu.tru", PASSWORD);
            find(person, name);
            person.page().locator("section .plainlist a").first().click();
            person.press("Yêu cầu gói tin cung cấp");
            assertThat(person.download("Tải gói tin")).startsWith('P', 'K');
            person.switchLanguage();
            assertThat(person.heading()).isEqualTo("Dissemination package");
            assertThat(person.faults()).isEmpty();
        }
    }

    @Test
    @Order(3)
    void the_progress_of_a_package_moves_while_it_is_worked_on() {
        try (Person person = person()) {
            PageTour.progress(person);
            assertThat(person.faults()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void every_route_that_is_for_people_was_seen_by_somebody() throws Exception {
        try (Person person = person()) {
            new PageTour(person, folder.resolve("data")).walk();
            assertThat(person.faults()).isEmpty();
        }
        try (Person person = person()) {
            new BadDays(person, folder.resolve("data")).come();
            assertThat(person.faults()).isEmpty();
        }
        assertThat(visits.missing()).isEmpty();
    }

    private void firstAdministrator(Person person) throws IOException {
        person.open("/")
                .look("guest")
                .open("/login")
                .look("sign-in")
                .follow("Lập quản trị viên đầu tiên")
                .look("first-administrator");
        person.fill("secret", server.secret())
                .fill("name", "goc")
                .fill("displayName", "Người Gốc")
                .fill("password", PASSWORD)
                .press("Lập quản trị viên")
                .look("home-empty");
        account(person, "nop.ho.so", "Lê Thị Nộp", "DEPOSITOR", DemoProvince.PROVINCE.value());
        account(person, "luu.tru", "Trần Văn Trữ", "ARCHIVIST", "");
        account(person, "bao.quan", "Phạm Thị Quản", "PRESERVATION_OFFICER", "");
        account(person, "kiem.toan", "Đỗ Văn Toán", "AUDITOR", "");
        person.look("accounts").signOut();
    }

    private static void account(Person person, String name, String displayName, String role, String agency) {
        person.open("/accounts")
                .fill("name", name)
                .fill("displayName", displayName)
                .fill("agency", agency)
                .fill("password", PASSWORD);
        person.page().locator("input[name=role][value=" + role + "]").check();
        person.press("Lập tài khoản");
        assertThat(person.text()).contains(displayName);
    }

    /** Sends a good package and a bad one, and returns what the first record of the good one is called. */
    private String depositorSends(Person person) throws Exception {
        person.signIn("nop.ho.so", PASSWORD)
                .look("home-depositor")
                .open("/ingest/new")
                .look("ingest-new");
        person.choose("mot.zip", sip(good(), 0).zip()).press("Nộp gói tin").until("#receipt");
        person.look("submission-archived");
        receiptIsVerifiedAsThePageSays(person);
        String name = person.page().locator("a[href^='/records/']").first().innerText();
        person.follow("Mở thư trả lời").look("letter");

        DemoSip bad = sip(bad(), 0);
        person.open("/ingest/new")
                .choose("hai.zip", bad.zip())
                .press("Nộp gói tin")
                .until("table.findings");
        person.look("submission-refused");
        assertThat(person.text()).contains(bad.refusal().orElseThrow().code(), "Cần làm gì");
        person.open("/ingest").look("ingest").signOut();
        return name;
    }

    private void receiptIsVerifiedAsThePageSays(Person person) throws Exception {
        Path three = Files.createDirectory(folder.resolve("receipt"));
        Files.write(three.resolve("receipt.json"), person.download("Tải biên nhận"));
        Files.write(three.resolve("receipt.p7s"), person.download("Tải chữ ký"));
        Files.write(three.resolve("archive.pem"), person.download("Tải chứng thư"));
        List<String> command = List.of(person.page()
                .locator("code", new com.microsoft.playwright.Page.LocatorOptions().setHasText("openssl"))
                .innerText()
                .split(" "));
        assertThat(command).startsWith("openssl", "cms", "-verify");
        if (!Openssl.present()) {
            return;
        }
        assertThat(run(three, command)).as(command.toString()).isZero();
        Files.writeString(three.resolve("receipt.json"), " ", java.nio.file.StandardOpenOption.APPEND);
        assertThat(run(three, command)).as("one blank more").isNotZero();
    }

    private static int run(Path where, List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void archivistWorks(Person person, String name) throws IOException {
        person.signIn("luu.tru", PASSWORD).look("home-archivist");
        find(person, name);
        person.look("search");
        String undressed = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        for (String spelling : List.of(
                undressed, Normalizer.normalize(name, Normalizer.Form.NFD).toUpperCase(Locale.ROOT))) {
            person.open("/search").fill("q", spelling).press("Tìm hồ sơ");
            assertThat(person.page().locator("section .plainlist b").first().innerText())
                    .as(spelling)
                    .isEqualTo(name);
        }
        person.page().locator(".facet a").first().click();
        assertThat(person.page()
                        .locator(".facet a", new com.microsoft.playwright.Page.LocatorOptions().setHasText("✕"))
                        .count())
                .isEqualTo(1);

        person.page().locator("section .plainlist a").first().click();
        person.look("record");
        assertThat(person.text()).contains("Số đăng ký", "Quyển số").doesNotContain("soDangKy", "quyenSo");
        String record = person.page().url();
        person.follow("Vì sao ngày này?").look("record-retention");
        assertThat(person.page().locator("ol.steps li").count()).isPositive();
        person.page().navigate(record);
        person.fill("purpose", "Đối chiếu hồ sơ")
                .press("Yêu cầu gói tin cung cấp")
                .look("dip");
        assertThat(person.download("Tải gói tin")).startsWith('P', 'K');

        person.open("/retention").look("retention");
        person.page().locator("main table a").first().click();
        int versions = person.page().locator("main tbody tr").count();
        person.fill("from", "1/1/2027")
                .fill("years", "15")
                .press("Xem trước thay đổi")
                .look("retention-change");
        person.press("Lưu phiên bản mới").look("retention-rule");
        assertThat(person.page().locator("main tbody tr").count()).isEqualTo(versions + 1);
        person.switchLanguage();
        assertThat(person.page().locator("html").getAttribute("lang")).isEqualTo("en");
        person.switchLanguage().signOut();
        assertThat(person.page().locator("a[href='/login']").first().isVisible())
                .isTrue();
    }

    private static void officerAudits(Person person) {
        person.signIn("bao.quan", PASSWORD).open("/fixity").press("Bắt đầu kiểm tra toàn bộ");
        // The first row is the audit just ordered; the one below is the schedule's.
        person.until("#runs tbody tr:first-child:has(.chip.ok) >> text=bao.quan")
                .look("fixity")
                .signOut();
        assertThat(person.signIn("kiem.toan", PASSWORD)
                        .open("/fixity")
                        .look("fixity-auditor")
                        .text())
                .contains("Nguyên vẹn");
        assertThat(person.page().locator("main form").count())
                .as("an auditor looks and changes nothing")
                .isZero();
        person.signOut();
    }

    /** Search follows the journal: asks until it has caught up. */
    private static void find(Person person, String name) {
        person.open("/search").fill("q", name).press("Tìm hồ sơ").reloadUntil("section .plainlist b");
        assertThat(person.page().locator("section .plainlist b").first().innerText())
                .isEqualTo(name);
    }

    private Person person() {
        return Person.withEyes(chromium.browser(), address(), eyes, visits);
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private static Predicate<DemoSip> good() {
        return sip -> sip.refusal().isEmpty();
    }

    private static Predicate<DemoSip> bad() {
        return sip -> sip.refusal().isPresent();
    }

    private static DemoSip sip(Predicate<DemoSip> kind, int which) {
        return new DemoProvince(7).sips().filter(kind).skip(which).findFirst().orElseThrow();
    }
}
