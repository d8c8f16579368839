package vn.khoso.server.web;

import java.util.Map;
import java.util.Set;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.server.web.words.Language;
import vn.khoso.server.web.words.Text;

/**
 * What the frame round a page needs to know.
 *
 * @param title heading and window title
 * @param requester who looks
 * @param csrf token for the forms of this session; empty for a stranger
 * @param path path of the page without query, to mark the menu entry
 * @param here address to come back to after switching the language
 * @param may what this person may try at all: the menu shows nothing that would be refused
 * @param badges counts beside menu entries, by path
 */
public record Shell(
        String title,
        Language language,
        Requester requester,
        String csrf,
        String path,
        String here,
        Set<Action> may,
        Map<String, Long> badges) {

    public Shell {
        may = Set.copyOf(may);
        badges = Map.copyOf(badges);
    }

    /** The words in the reader's language. */
    public String say(Text text, Object... arguments) {
        return text.in(language, arguments);
    }

    /** Formats for this reader. */
    public Shown show() {
        return new Shown(language);
    }

    public boolean may(Action action) {
        return may.contains(action);
    }

    public boolean at(String entry) {
        return entry.equals("/") ? path.equals("/") : path.equals(entry) || path.startsWith(entry + "/");
    }

    /** Where a stranger signs in to come back to this page. */
    public String signIn() {
        return LocalPath.signIn(here);
    }

    public long badge(String entry) {
        return badges.getOrDefault(entry, 0L);
    }
}
