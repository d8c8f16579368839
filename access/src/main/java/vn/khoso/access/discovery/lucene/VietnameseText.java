package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How Vietnamese text becomes terms. One text goes into four fields, told apart by the ending of the field's name.
 *
 * <p>Folded: no marks, đ is d, so a question typed without marks finds the marked text. Bigrams: two folded syllables, since
 * Vietnamese words mostly have two. Marked: marks kept, tone place made one, so that "đất" ranks đất before đạt. Symbols:
 * numbers and document symbols whole. Composed and decomposed spelling give the same terms everywhere.
 */
final class VietnameseText {

    static final String FOLDED = ".folded";
    static final String BIGRAM = ".bigram";
    static final String MARKED = ".marked";
    static final String SYMBOL = ".symbol";

    private static final Analyzer FOLDING = new Chain(ICUFoldingFilter::new);

    private static final Analyzer PAIRING = new Chain(source -> {
        ShingleFilter pairs = new ShingleFilter(new ICUFoldingFilter(source), 2, 2);
        pairs.setOutputUnigrams(false);
        pairs.setTokenSeparator("_");
        return pairs;
    });

    private static final Analyzer MARKING = new Chain(source -> new TonePlaceFilter(new ICUNormalizer2Filter(source)));

    private static final Analyzer SYMBOLS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new WhitespaceTokenizer();
            return new TokenStreamComponents(words, new ICUFoldingFilter(new SymbolFilter(words)));
        }
    };

    private static final Map<String, Analyzer> BY_ENDING =
            Map.of(FOLDED, FOLDING, BIGRAM, PAIRING, MARKED, MARKING, SYMBOL, SYMBOLS);

    private VietnameseText() {}

    /** The analyzer for an index with these text fields. */
    static Analyzer forFields(List<String> fields) {
        Map<String, Analyzer> chains = new HashMap<>();
        fields.forEach(field -> BY_ENDING.forEach((ending, chain) -> chains.put(field + ending, chain)));
        return new PerFieldAnalyzerWrapper(FOLDING, chains);
    }

    /** Distinct terms of a question in their order, at most {@code most}. */
    static Set<String> terms(String ending, String text, int most) {
        Set<String> terms = new LinkedHashSet<>();
        for (String term : tokens(ending, text)) {
            if (terms.size() == most) {
                break;
            }
            terms.add(term);
        }
        return terms;
    }

    private static List<String> tokens(String ending, String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = BY_ENDING.getOrDefault(ending, FOLDING).tokenStream(ending, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException impossible) {
            // A stream over a String reads no medium.
            throw new java.io.UncheckedIOException(impossible);
        }
        return tokens;
    }

    /** Words by the Unicode rules, then the filters of the field. */
    private static final class Chain extends Analyzer {

        private final UnaryOperator<TokenStream> filters;

        Chain(UnaryOperator<TokenStream> filters) {
            this.filters = filters;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new ICUTokenizer();
            return new TokenStreamComponents(words, filters.apply(words));
        }
    }
}
