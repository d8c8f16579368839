package vn.khoso.server.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.Text;

/**
 * One request as a page sees it: who, in which language, with which form token, where.
 *
 * @param csrf empty for a stranger
 * @param path decoded, with a leading slash, without query
 * @param here where this page can be asked for again: path and query, as the browser wrote them
 */
public record Turn(Requester requester, Language language, String csrf, String path, String here) {

    public static Turn of(ContainerRequestContext request) {
        Requester requester =
                request.getProperty("khoso.requester") instanceof Requester who ? who : Requester.ANONYMOUS;
        String csrf = request.getProperty("khoso.csrf") instanceof String token ? token : "";
        String path = "/" + request.getUriInfo().getPath().replaceFirst("^/+", "");
        return new Turn(requester, Language.of(request.getAcceptableLanguages()), csrf, path, here(request));
    }

    /** A page that answers a form cannot be asked for again; the page with the form can: its area, or the record it is about. */
    private static String here(ContainerRequestContext request) {
        URI address = request.getUriInfo().getRequestUri();
        String path = address.getRawPath();
        if (request.getMethod().equals("GET")) {
            return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
        }
        return path.replaceFirst("^(/records/[^/]+|/[^/]*).*$", "$1");
    }

    public String say(Text text, Object... arguments) {
        return text.in(language, arguments);
    }
}
