package vn.khoso.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khoso.server.testing.Chromium;
import vn.khoso.server.testing.Eyes;
import vn.khoso.server.web.words.Language;

/** Every page, light and dark, wide and narrow, under the eyes of axe; pictures are left in {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PagesIT {

    private final Eyes eyes = new Eyes(Path.of("target", "screenshots"));
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

    @ParameterizedTest
    @CsvSource({"VI", "EN"})
    void every_page_is_accessible_fits_every_window_and_says_nothing_to_the_console(Language language) {
        List<String> faults = new ArrayList<>();
        try (BrowserContext context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setLocale("vi-VN"));
                Page page = context.newPage()) {
            page.onConsoleMessage(message -> faults.add(page.url() + " says: " + message.text()));
            page.onPageError(error -> faults.add(page.url() + " fails: " + error));
            for (String name : gallery.pictures().keySet()) {
                page.navigate(gallery.address(name, language));
                for (Eyes.Window window : windows(language)) {
                    faults.addAll(eyes.look(page, name + "-" + language.code(), window));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** English words are of other lengths, not of other colours: the narrow window shows what does not fit. */
    private static List<Eyes.Window> windows(Language language) {
        return switch (language) {
            case VI -> List.of(Eyes.Window.values());
            case EN -> List.of(Eyes.Window.LIGHT_360);
        };
    }
}
