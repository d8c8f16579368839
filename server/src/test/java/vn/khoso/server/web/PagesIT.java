package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khoso.server.web.words.Language;

/** Every page, light and dark, wide and narrow, under the eyes of axe; pictures are left in {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PagesIT {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Gallery gallery;
    private Chromium chromium;

    @BeforeAll
    void open() throws IOException {
        chromium = Chromium.launch();
        gallery = new Gallery();
    }

    @AfterAll
    void close() {
        if (gallery != null) {
            gallery.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1} px wide")
    @CsvSource({"LIGHT, 1366", "DARK, 1366", "LIGHT, 360", "DARK, 360"})
    void every_page_is_accessible_fits_and_says_nothing_to_the_console(ColorScheme scheme, int width) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext context = context(scheme, width, true)) {
            for (String name : gallery.pictures().keySet()) {
                faults.addAll(look(context, name, Language.VI, scheme.name().toLowerCase(Locale.ROOT) + "-" + width));
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1} px wide")
    @CsvSource({"LIGHT, 360"})
    void every_page_is_as_good_in_English(ColorScheme scheme, int width) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext context = context(scheme, width, true)) {
            for (String name : gallery.pictures().keySet()) {
                faults.addAll(look(context, name, Language.EN, "english-" + width));
            }
        }
        assertThat(faults).isEmpty();
    }

    private List<String> look(BrowserContext context, String name, Language language, String suffix) {
        List<String> faults = new ArrayList<>();
        try (Page page = context.newPage()) {
            page.onConsoleMessage(message -> faults.add(name + " says: " + message.text()));
            page.onPageError(error -> faults.add(name + " fails: " + error));
            page.navigate(gallery.address(name, language));
            page.waitForFunction("document.fonts.status === 'loaded'");
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + "-" + suffix + ".png")));
            if ((boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth")) {
                faults.add(name + " " + suffix + " is wider than the window");
            }
            AxeResults results = new AxeBuilder(page).withTags(RULES).analyze();
            results.getViolations().forEach(rule -> rule.getNodes().forEach(node ->
                    faults.add(name + " " + suffix + " breaks " + rule.getId() + ": " + node.getTarget() + " " + node.getFailureSummary())));
        }
        return faults;
    }

    private BrowserContext context(ColorScheme scheme, int width, boolean script) {
        return chromium.browser().newContext(new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 768)
                .setLocale("vi-VN")
                .setJavaScriptEnabled(script));
    }
}
