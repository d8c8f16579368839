package vn.khoso.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import vn.khoso.ingest.demo.DemoProvince;
import vn.khoso.ingest.demo.DemoSip;

/** The corners of the archive that a day's work does not lead to: refusals, an incident, tokens, English, keys, paper. */
final class PageTour {

    private static final int RECORDS = 600;
    private static final String NOWHERE = "00000000-0000-7000-8000-000000000000";

    private final Person person;
    private final Page page;
    private final Path data;

    PageTour(Person person, Path data) {
        this.person = person;
        this.page = person.page();
        this.data = data;
    }

    /**
     * Sends a register of many records and watches the bar. The page's own clock of five seconds stands still here, so only the
     * server's events can move it.
     */
    static void progress(Person person) {
        List<Double> seen = new CopyOnWriteArrayList<>();
        person.page().exposeFunction("seen", values -> seen.add(((Number) values[0]).doubleValue()));
        person.page().addInitScript("""
                const later = window.setTimeout;
                window.setTimeout = (what, wait, ...more) => wait >= 4000 ? 0 : later(what, wait, ...more);
                addEventListener("DOMContentLoaded", () => {
                  const say = () => { const bar = document.querySelector("#progress progress"); if (bar) window.seen(bar.value); };
                  say();
                  new MutationObserver(say).observe(document.body, {childList: true, subtree: true});
                });
                """);
        DemoSip register = new DemoProvince(7).register(1, RECORDS);
        person.signIn("nop.ho.so", LivePagesIT.PASSWORD)
                .open("/ingest/new")
                .choose(register.name(), register.zip())
                .press("Nộp gói tin");
        person.until("#receipt");
        assertThat(person.text()).contains("và " + (RECORDS - 100) + " hồ sơ nữa");
        assertThat(seen).isSorted().anyMatch(step -> step > 0 && step < 8);
        assertThat(seen.stream().distinct().count()).as("steps seen: %s", seen).isGreaterThan(1);
    }

    void walk() throws IOException {
        guest();
        depositor();
        archivist();
        administrator();
        officer();
    }

    private void guest() {
        person.open("/search").reloadUntil("section .plainlist a").look("search-guest");
        page.locator("section .plainlist a").first().click();
        person.look("record-guest");
        refusal(404, "/nowhere", "problem-404");
        refusal(401, "/fixity", "problem-401");
        person.follow("Đăng nhập")
                .fill("name", "kiem.toan")
                .fill("password", LivePagesIT.PASSWORD)
                .press("Đăng nhập");
        assertThat(page.url()).as("the page that was asked for").endsWith("/fixity");
        person.signOut();
        refusal(404, "/records/" + NOWHERE, "record-absent");
        person.open("/login").fill("name", "nop.ho.so").fill("password", "sai mật khẩu");
        person.refused(401, () -> person.press("Đăng nhập")).look("sign-in-refused");
        assertThat(page.locator("#name").inputValue()).isEqualTo("nop.ho.so");
    }

    private void depositor() {
        person.signIn("nop.ho.so", LivePagesIT.PASSWORD);
        refusal(403, "/accounts", "problem-403");
        person.open("/ingest?state=PARKED").look("ingest-none");
        person.open("/ingest/new");
        person.refused(400, () -> {
                    page.evaluate("document.querySelector('#package').required = false");
                    person.press("Nộp gói tin");
                })
                .look("ingest-new-refused");
        person.open("/ingest?state=ARCHIVED").follow("mot.zip");
        paper();
        page.waitForResponse("**/progress", () -> page.evaluate("fetch(location.pathname + '/progress')"));
        person.signOut();
    }

    /** A receipt is printed: black on white whatever the screen is, without what only a screen can do. */
    private void paper() {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "receipt-print.png")));
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.locator("nav.side, main .bar, header .find, main form").all())
                .noneMatch(com.microsoft.playwright.Locator::isVisible);
        assertThat(page.locator("#receipt, header .name").all()).allMatch(com.microsoft.playwright.Locator::isVisible);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN).setColorScheme(ColorScheme.LIGHT));
    }

    private void archivist() {
        person.signIn("luu.tru", LivePagesIT.PASSWORD);
        keys();
        person.open("/search").look("search-all");
        page.locator(".facet a").first().click();
        person.look("search-narrowed").open("/search?q=khongcogikhop").look("search-nothing");
        refusal(400, "/search?cursor=gone", "search-cursor");
        refusal(404, "/ingest/" + NOWHERE, "submission-absent");
        refusal(404, "/dips/" + NOWHERE, "dip-absent");
        refusal(404, "/retention/VN-NONE-99", "retention-absent");

        person.open("/retention").fill("documentType", "KQ.G99.000001").press("Gán loại giấy tờ vào dòng");
        assertThat(person.text()).contains("KQ.G99.000001");
        page.locator("main table a").first().click();
        person.fill("from", "31/06/2031").fill("basis", "Căn cứ mới");
        person.refused(400, () -> person.press("Xem trước thay đổi")).look("retention-rule-refused");
        assertThat(page.locator("#basis").inputValue())
                .as("what was typed stays")
                .isEqualTo("Căn cứ mới");
        page.waitForResponse("**/ingest/rows", () -> page.evaluate("fetch('/ingest/rows')"));
        english();
        person.signOut();
    }

    /** What the keyboard alone can do; the keys can be switched off. */
    private void keys() {
        person.open("/ingest");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id"))
                .as("the first stop leads to the content")
                .isEqualTo("main");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('tbody tr')].findIndex(row => row.contains(document.activeElement))"))
                .isEqualTo(1);
        page.keyboard().press("/");
        assertThat(page.evaluate("document.activeElement.name")).isEqualTo("q");
        page.keyboard().type("gj?");
        assertThat(page.url()).as("no key acts while somebody types").endsWith("/ingest#main");
        page.locator("h1").click();
        page.keyboard().press("?");
        page.locator("#keys-on").uncheck();
        person.look("keys");
        page.keyboard().press("Escape");
        page.keyboard().press("/");
        assertThat(page.evaluate("document.activeElement.name"))
                .as("the keys are off")
                .isNotEqualTo("q");
        page.locator("#keys-open").click();
        page.locator("#keys-on").check();
        page.keyboard().press("Escape");
    }

    /** English is a choice that holds everywhere, also in the letter, and the page is the same one as before. */
    private void english() {
        person.open("/search?q=gi%E1%BA%A5y").switchLanguage();
        assertThat(page.url()).endsWith("/search?q=gi%E1%BA%A5y");
        person.look("english-search")
                .open("/")
                .look("english-home")
                .open("/ingest")
                .look("english-ingest");
        person.open("/ingest?state=REFUSED");
        page.locator("table a").first().click();
        person.look("english-submission-refused").follow("Open the letter").look("english-letter");
        assertThat(person.heading()).isEqualTo("Refusal of a submission");
        person.open("/retention").look("english-retention");
        refusal(404, "/nowhere", "english-problem-404");
        assertThat(page.locator("header .who").innerText())
                .as("who is signed in is so at an address without a page too")
                .contains("Trần Văn Trữ");
        person.switchLanguage();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("vi");
    }

    private void administrator() {
        person.signIn("goc", LivePagesIT.PASSWORD).look("home").open("/accounts");
        person.fill("name", "tam").fill("displayName", "Vũ Thị Tạm").fill("password", "ngắn");
        page.locator("input[name=role][value=AUDITOR]").check();
        person.refused(400, () -> person.press("Lập tài khoản")).look("accounts-refused");
        assertThat(page.locator("#displayName").inputValue())
                .as("what was typed stays")
                .isEqualTo("Vũ Thị Tạm");
        person.fill("password", LivePagesIT.PASSWORD)
                .press("Lập tài khoản")
                .press("Đóng tài khoản tam")
                .press("Mở lại tài khoản tam");
        person.fill("clientName", "Cổng thử").press("Cấp mã truy cập").look("token");
        assertThat(person.text()).contains("khoso_");
        person.switchLanguage();
        assertThat(page.url())
                .as("a page that answers a form leads back to the form")
                .endsWith("/accounts");
        person.switchLanguage()
                .press("Thu hồi mã của Cổng thử")
                .look("accounts-clients")
                .signOut();
        ownPassword();
    }

    private void ownPassword() {
        String wanted = "mưa tháng bảy gãy cành trám";
        person.signIn("tam", LivePagesIT.PASSWORD);
        page.locator("header a[href='/password']").click();
        person.look("password");
        person.fill("present", LivePagesIT.PASSWORD).fill("wanted", wanted).fill("repeated", wanted + "x");
        person.refused(400, () -> person.press("Đổi mật khẩu")).look("password-refused");
        person.fill("present", LivePagesIT.PASSWORD)
                .fill("wanted", wanted)
                .fill("repeated", wanted)
                .press("Đổi mật khẩu");
        person.look("sign-in-changed");
        assertThat(person.text()).contains("Đã đổi mật khẩu");
        person.fill("name", "tam").fill("password", wanted).press("Đăng nhập");
        assertThat(page.locator("header .who").innerText()).contains("Vũ Thị Tạm");
        person.signOut();
    }

    private void officer() throws IOException {
        person.signIn("bao.quan", LivePagesIT.PASSWORD)
                .open("/fixity")
                .fill("rate", "1")
                .press("Bắt đầu kiểm tra toàn bộ");
        person.press("Dừng lần kiểm tra này").until("#runs tbody tr:first-child:has(.chip.hold)");
        person.look("fixity-stopped");
        damage();
        person.open("/fixity").press("Bắt đầu kiểm tra toàn bộ");
        page.waitForResponse("**/fixity/runs", () -> page.evaluate("fetch('/fixity/runs')"));
        person.until("#runs tbody tr:first-child:has(.chip.ok)")
                .open("/fixity")
                .look("fixity-incident")
                .open("/")
                .look("home-officer");
        person.follow("Xem sự cố");
        page.locator("#incidents ~ .tw a").first().click();
        person.look("incident")
                .fill("cause", "Tệp do người vận hành chép nhầm.")
                .fill("action", "Đã chuyển tệp lạ ra ngoài.")
                .press("Đóng sự cố")
                .look("incident-closed")
                .follow("Biên bản sự cố")
                .look("incident-minutes");
        assertThat(new String(person.download("Tải dạng bảng (TSV)"), StandardCharsets.UTF_8))
                .contains("Tệp do người vận hành chép nhầm.", "Đã chuyển tệp lạ ra ngoài.");
        person.signOut();
    }

    /** A file of a stranger lies in a package: unlike a bad copy it is not put right without a person. */
    private void damage() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("volumes/a/ocfl"))) {
            Path file = all.filter(path -> path.toString().endsWith(".pdf"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file.resolveSibling("la.txt"), "Không gói tin nào ghi nhận tệp này.\n");
        }
    }

    private void refusal(int status, String path, String name) {
        person.refused(status, () -> person.open(path)).look(name);
    }
}
