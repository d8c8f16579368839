package vn.khoso.server.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a page may be led back to: a path of this server and nothing else. What a stranger put into a link ({@code //elsewhere},
 * {@code /\elsewhere}, {@code https:}) leads to the first page.
 */
public final class LocalPath {

    /** A slash and then no second one, nor a back slash, which browsers take for one; the letters of RFC 3986 only. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]{0,2000}");

    private static final URI FIRST_PAGE = URI.create("/");

    private LocalPath() {}

    /** @param asked what came with the request */
    public static URI of(String asked) {
        if (!OURS.matcher(asked).matches()) {
            return FIRST_PAGE;
        }
        try {
            return new URI(asked);
        } catch (URISyntaxException halfWritten) {
            return FIRST_PAGE;
        }
    }

    /** The page to sign in on that leads back here afterwards. */
    static String signIn(String here) {
        boolean worthIt = !of(here).equals(FIRST_PAGE) && !here.startsWith("/login") && !here.startsWith("/first-");
        return worthIt ? "/login?back=" + URLEncoder.encode(here, StandardCharsets.UTF_8) : "/login";
    }
}
