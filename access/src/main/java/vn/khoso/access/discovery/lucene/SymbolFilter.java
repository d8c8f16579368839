package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Keeps only words that carry a digit or a slash, without the punctuation around them: {@code 766/QĐ-TTg},
 * {@code 1.000110}, {@code BA-123456}.
 */
final class SymbolFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    SymbolFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (input.incrementToken()) {
            if (trimmed()) {
                return true;
            }
        }
        return false;
    }

    private boolean trimmed() {
        char[] letters = term.buffer();
        int from = 0;
        int to = term.length();
        while (from < to && !Character.isLetterOrDigit(letters[from])) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(letters[to - 1])) {
            to--;
        }
        boolean symbol = false;
        for (int at = from; at < to; at++) {
            symbol |= Character.isDigit(letters[at]) || letters[at] == '/';
        }
        if (symbol) {
            String kept = new String(letters, from, to - from);
            term.setEmpty().append(kept);
        }
        return symbol;
    }
}
