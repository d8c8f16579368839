package vn.khoso.server.web.words;

import java.util.List;
import java.util.Locale;

/** The two languages of the pages; Vietnamese unless a person chose English. */
public enum Language {
    VI("vi"),
    EN("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** BCP 47 tag, as the {@code lang} attribute wants it. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return Locale.forLanguageTag(code);
    }

    /** The first of the accepted languages that we speak (RFC 9110, 12.5.4); Vietnamese when there is none. */
    public static Language of(List<Locale> accepted) {
        for (Locale locale : accepted) {
            for (Language language : values()) {
                if (language.code.equals(locale.getLanguage())) {
                    return language;
                }
            }
        }
        return VI;
    }
}
