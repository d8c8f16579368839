package vn.khoso.server.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks at a page as it stands in a browser, in windows of every kind: does it fit, what does axe say, and a picture of it for people.
 * The page is not asked for again, so that what it shows is the same in every window.
 */
public final class Eyes {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** The windows that the archive promises to look well in. */
    public enum Window {
        LIGHT_1366(ColorScheme.LIGHT, 1366),
        DARK_1366(ColorScheme.DARK, 1366),
        LIGHT_360(ColorScheme.LIGHT, 360),
        DARK_360(ColorScheme.DARK, 360);

        private final ColorScheme scheme;
        private final int width;

        Window(ColorScheme scheme, int width) {
            this.scheme = scheme;
            this.width = width;
        }

        /** Makes the page's window one like this. */
        public void open(Page page) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(width, 768);
        }

        String suffix() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Path pictures;

    /** @param pictures folder for the pictures, which are named after page and window */
    public Eyes(Path pictures) {
        this.pictures = pictures;
        try {
            Files.createDirectories(pictures);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** What is wrong with the page in this window, without axe, which takes most of the time. */
    public List<String> glance(Page page, String name, Window window) {
        window.open(page);
        page.evaluate("document.fonts.ready.then(() => true)");
        String seen = name + "-" + window.suffix();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(pictures.resolve(seen + ".png")));
        return (boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                ? List.of(seen + " is wider than the window")
                : List.of();
    }

    /** What is wrong with the page in this window. */
    public List<String> look(Page page, String name, Window window) {
        List<String> faults = new ArrayList<>(glance(page, name, window));
        new AxeBuilder(page)
                .withTags(RULES)
                .analyze()
                .getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> faults.add(name + "-" + window.suffix() + " breaks " + rule.getId() + ": "
                                + node.getTarget() + " " + node.getFailureSummary())));
        return faults;
    }
}
