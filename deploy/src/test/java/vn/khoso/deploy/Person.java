package vn.khoso.deploy;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody in front of a browser of their own; what the browser complains about is remembered. */
final class Person implements AutoCloseable {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String address;
    private final boolean script;
    private final Optional<Path> pictures;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private Person(Browser browser, String address, ColorScheme scheme, int width, boolean script, Optional<Path> pictures) {
        this.address = address;
        this.script = script;
        this.pictures = pictures;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 768)
                .setLocale("vi-VN")
                .setJavaScriptEnabled(script));
        this.page = context.newPage();
        page.onConsoleMessage(message -> faults.add(page.url() + " says: " + message.text()));
        page.onPageError(error -> faults.add(page.url() + " fails: " + error));
    }

    /** @param pictures folder for a picture of every page looked at; empty for none */
    static Person at(Browser browser, String address, ColorScheme scheme, int width, Optional<Path> pictures) {
        return new Person(browser, address, scheme, width, true, pictures);
    }

    static Person withoutScript(Browser browser, String address) {
        return new Person(browser, address, ColorScheme.LIGHT, 1366, false, Optional.empty());
    }

    Page page() {
        return page;
    }

    List<String> faults() {
        return faults;
    }

    Person open(String path) {
        page.navigate(address + path);
        return this;
    }

    Person fill(String field, String text) {
        page.locator("#" + field).fill(text);
        return this;
    }

    /** Presses the button of the page's own part that bears the words, and waits for the page that comes. */
    Person press(String words) {
        page.locator("main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true)).first().click();
        page.waitForLoadState();
        return this;
    }

    Person follow(String words) {
        page.locator("main").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words)).first().click();
        page.waitForLoadState();
        return this;
    }

    Person signIn(String name, String password) {
        return open("/login").fill("name", name).fill("password", password).press("Đăng nhập");
    }

    Person signOut() {
        page.locator("form[action='/logout'] button").click();
        page.waitForLoadState();
        return this;
    }

    Person switchLanguage() {
        page.locator("form[action='/language'] button").click();
        page.waitForLoadState();
        return this;
    }

    Person choose(String fileName, byte[] content) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(fileName, "application/zip", content));
        return this;
    }

    /** The bytes that the browser keeps when the link is followed. */
    byte[] download(String words) throws IOException {
        Download download = page.waitForDownload(() ->
                page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words)).first().click());
        return Files.readAllBytes(download.path());
    }

    String heading() {
        return page.locator("h1").innerText();
    }

    String text() {
        return page.locator("main").innerText();
    }

    /** Waits until the page shows what the selector names, asking again by hand where no script does it. */
    Person until(String selector) {
        if (script) {
            page.waitForSelector(selector, new Page.WaitForSelectorOptions().setTimeout(PATIENCE.toMillis()));
            return this;
        }
        return reloadUntil(selector);
    }

    Person reloadUntil(String selector) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (page.locator(selector).count() == 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never seen at " + page.url() + ": " + selector + "\n" + text());
            }
            page.reload();
        }
        return this;
    }

    /** Every person's eyes: axe, the width of the window, and a picture. */
    Person look(String name) {
        page.waitForFunction("document.fonts.status === 'loaded'");
        pictures.ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(name + ".png"))));
        if ((boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth")) {
            faults.add(name + " is wider than the window");
        }
        new AxeBuilder(page).withTags(RULES).analyze().getViolations().forEach(rule -> rule.getNodes().forEach(node ->
                faults.add(name + " breaks " + rule.getId() + ": " + node.getTarget() + " " + node.getFailureSummary())));
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
