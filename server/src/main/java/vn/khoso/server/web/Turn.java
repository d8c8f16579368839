package vn.khoso.server.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.util.Optional;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.Text;

/**
 * One request as a page sees it: who, in which language, with which form token, where.
 *
 * @param csrf empty for a stranger
 * @param path decoded, with a leading slash, without query
 */
public record Turn(Requester requester, Language language, String csrf, String path) {

    /** Cookie of the language switch; no personal data, so it needs no session. */
    static final String LANGUAGE_COOKIE = "khoso_language";

    public static Turn of(ContainerRequestContext request) {
        Requester requester = request.getProperty("khoso.requester") instanceof Requester who ? who : Requester.ANONYMOUS;
        String csrf = request.getProperty("khoso.csrf") instanceof String token ? token : "";
        return new Turn(requester, language(request), csrf, "/" + request.getUriInfo().getPath().replaceFirst("^/+", ""));
    }

    private static Language language(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(LANGUAGE_COOKIE))
                .map(Cookie::getValue)
                .map(code -> code.equals("en") ? Language.EN : Language.VI)
                .orElseGet(() -> Language.of(request.getAcceptableLanguages()));
    }

    public String say(Text text, Object... arguments) {
        return text.in(language, arguments);
    }
}
