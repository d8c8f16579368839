package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Makes the two ways of placing the tone mark one: hòa and hoà, khỏe and khoẻ, thúy and thuý. Both are current spelling in
 * Vietnam, and a searcher cannot know which a typist of 1994 used.
 */
final class TonePlaceFilter extends TokenFilter {

    /** Tone on the glide, as typed by older habit, to tone on the vowel. Composed letters, lower case. */
    private static final Map<String, String> ON_THE_VOWEL = Map.ofEntries(
            Map.entry("òa", "oà"),
            Map.entry("óa", "oá"),
            Map.entry("ỏa", "oả"),
            Map.entry("õa", "oã"),
            Map.entry("ọa", "oạ"),
            Map.entry("òe", "oè"),
            Map.entry("óe", "oé"),
            Map.entry("ỏe", "oẻ"),
            Map.entry("õe", "oẽ"),
            Map.entry("ọe", "oẹ"),
            Map.entry("ùy", "uỳ"),
            Map.entry("úy", "uý"),
            Map.entry("ủy", "uỷ"),
            Map.entry("ũy", "uỹ"),
            Map.entry("ụy", "uỵ"));

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    TonePlaceFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        char[] letters = term.buffer();
        for (int at = 0; at + 1 < term.length(); at++) {
            String moved = ON_THE_VOWEL.get(String.valueOf(letters, at, 2));
            if (moved != null) {
                letters[at] = moved.charAt(0);
                letters[at + 1] = moved.charAt(1);
            }
        }
        return true;
    }
}
