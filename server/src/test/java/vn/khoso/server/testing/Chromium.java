package vn.khoso.server.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The browser of the machine, without a window; a test that needs it is reported as skipped where there is none. */
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getProperty("khoso.chromium", "/usr/bin/chromium"));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium() {
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    public static Chromium launch() {
        boolean there = Files.isExecutable(PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: no browser at " + PROGRAM + "; nobody looked at the pages");
        }
        Assumptions.assumeTrue(there, () -> "skipped: no browser at " + PROGRAM);
        return new Chromium();
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
