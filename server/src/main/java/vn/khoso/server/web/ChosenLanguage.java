package vn.khoso.server.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import vn.khoso.server.web.words.Language;

/**
 * Whoever chose a language on a page is answered in it everywhere, letters and problems included: the choice stands in for what the
 * browser itself accepts (RFC 9110, 12.5.4), so that nobody else has to know of the cookie.
 */
@Provider
@PreMatching
@Priority(2)
@Dependent
public class ChosenLanguage implements ContainerRequestFilter {

    /** Cookie of the language switch; no personal data, so it needs no session. */
    static final String COOKIE = "khoso_language";

    @Override
    public void filter(ContainerRequestContext request) {
        Optional.ofNullable(request.getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .map(code -> code.equals(Language.EN.code()) ? Language.EN : Language.VI)
                .ifPresent(language -> request.getHeaders().putSingle(HttpHeaders.ACCEPT_LANGUAGE, language.code()));
    }
}
