package vn.khoso.server.web.words;

import com.ibm.icu.text.MessageFormat;

/**
 * One thing that a page says, in both languages. Patterns are ICU messages: {@code {0}} for arguments and
 * {@code {0,plural,one{...}other{...}}} where English needs it; Vietnamese has one form.
 */
public interface Text {

    String vi();

    String en();

    /** The words in a language with the arguments put in; numbers come out as that language writes them. */
    default String in(Language language, Object... arguments) {
        String pattern = switch (language) {
            case VI -> vi();
            case EN -> en();
        };
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }
}
