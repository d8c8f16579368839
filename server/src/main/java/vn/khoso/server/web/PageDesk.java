package vn.khoso.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import vn.khoso.access.Rights;
import vn.khoso.schemas.rights.Action;

/** Draws pages: puts what a template needs together with the frame and makes the answer. */
public final class PageDesk {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final TemplateEngine engine;
    private final Rights rights;
    private final LongSupplier waiting;

    /** @param waiting how many submissions are not concluded, for the number beside the menu entry */
    public PageDesk(Rights rights, LongSupplier waiting) {
        this.engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, PageDesk.class.getClassLoader(), "gg.jte.generated.precompiled");
        this.rights = rights;
        this.waiting = waiting;
    }

    /** A whole page in its frame. */
    public Response page(Turn turn, int status, String title, String template, Map<String, Object> model) {
        return answer(turn, status, drawn(turn, title, template, model));
    }

    public Response page(Turn turn, String title, String template, Map<String, Object> model) {
        return page(turn, 200, title, template, model);
    }

    /** A page in a frame that asks nothing of the archive: for saying that the archive cannot answer. */
    public String drawnAlone(Turn turn, String title, String template, Map<String, Object> model) {
        return render(template, model, shell(turn, title, Map.of()));
    }

    /** A part of a page, for htmx. */
    public Response part(Turn turn, String template, Map<String, Object> model) {
        return answer(turn, 200, drawn(turn, "", template, model));
    }

    /** Whether this person may do this at all. */
    public boolean may(Turn turn, Action action) {
        return rights.decide(turn.requester(), action).granted();
    }

    String drawn(Turn turn, String title, String template, Map<String, Object> model) {
        Map<String, Long> badges = may(turn, Action.SEE_QUEUE) ? Map.of("/ingest", waiting.getAsLong()) : Map.of();
        return render(template, model, shell(turn, title, badges));
    }

    private Shell shell(Turn turn, String title, Map<String, Long> badges) {
        EnumSet<Action> may = EnumSet.allOf(Action.class);
        may.removeIf(action -> !may(turn, action));
        return new Shell(title, turn.language(), turn.requester(), turn.csrf(), turn.path(), turn.here(), may, badges);
    }

    private static Response answer(Turn turn, int status, String html) {
        return Response.status(status)
                .type(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, turn.language().code())
                .header(HttpHeaders.VARY, "Accept-Language, Cookie")
                .entity(html)
                .build();
    }

    private String render(String template, Map<String, Object> model, Shell shell) {
        Map<String, Object> params = new HashMap<>(model);
        params.put("shell", shell);
        StringOutput out = new StringOutput(8_192);
        engine.render(template, params, out);
        return out.toString();
    }
}
