package vn.khoso.deploy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khoso.server.testing.Eyes;

/** Somebody in front of a browser of their own; what the browser complains about is remembered. */
final class Person implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String address;
    private final boolean script;
    private final Optional<Eyes> eyes;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();
    private final Set<Integer> due = new HashSet<>();

    private Person(Browser browser, String address, boolean script, Optional<Eyes> eyes, Visits visits) {
        this.address = address;
        this.script = script;
        this.eyes = eyes;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1366, 768)
                .setLocale("vi-VN")
                .setJavaScriptEnabled(script));
        visits.follow(context);
        this.page = context.newPage();
        page.onConsoleMessage(message -> hear(message.text()));
        page.onPageError(error -> faults.add(page.url() + " fails: " + error));
    }

    static Person withEyes(Browser browser, String address, Eyes eyes, Visits visits) {
        return new Person(browser, address, true, Optional.of(eyes), visits);
    }

    static Person withoutScript(Browser browser, String address, Visits visits) {
        return new Person(browser, address, false, Optional.empty(), visits);
    }

    /** A browser says so aloud when the page itself is a refusal, which is no fault where a refusal is due. */
    private void hear(String said) {
        if (!(said.startsWith("Failed to load resource")
                && due.stream().anyMatch(status -> said.contains("status of " + status)))) {
            faults.add(page.url() + " says: " + said);
        }
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

    /** Does something that the archive must refuse with this status. */
    Person refused(int status, Runnable what) {
        due.add(status);
        Response answer = page.waitForResponse(
                response -> response.request().isNavigationRequest() && response.status() >= 400, what);
        page.waitForLoadState();
        if (answer.status() != status) {
            faults.add(page.url() + " answers " + answer.status() + " where " + status + " is due");
        }
        return this;
    }

    Person fill(String field, String text) {
        page.locator("#" + field).fill(text);
        return this;
    }

    /** Presses the button of the page's own part that bears the words, and waits for the page that comes. */
    Person press(String words) {
        page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
        page.waitForLoadState();
        return this;
    }

    Person follow(String words) {
        page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words))
                .first()
                .click();
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
        Download download =
                page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words))
                        .first()
                        .click());
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
            reload();
        }
        return this;
    }

    /** A page with live progress goes on by itself: whoever asks it again at that moment is turned away, and asks once more. */
    private void reload() {
        try {
            page.waitForLoadState();
            page.reload();
        } catch (PlaywrightException underWay) {
            String said = String.valueOf(underWay.getMessage());
            if (!said.contains("Not attached to an active page") && !said.contains("net::ERR_ABORTED")) {
                throw underWay;
            }
        }
    }

    /** Every person's eyes: pictures of the page in every window, and axe in both colours and both widths. */
    Person look(String name) {
        eyes.ifPresent(seeing -> {
            faults.addAll(seeing.look(page, name, Eyes.Window.LIGHT_360));
            faults.addAll(seeing.glance(page, name, Eyes.Window.DARK_360));
            faults.addAll(seeing.look(page, name, Eyes.Window.DARK_1366));
            faults.addAll(seeing.glance(page, name, Eyes.Window.LIGHT_1366));
        });
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
