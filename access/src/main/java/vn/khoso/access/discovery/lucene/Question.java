package vn.khoso.access.discovery.lucene;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Makes a query of what a person typed. There is no query language: every text is only words, so no text is an error, and
 * none costs more than {@link #MOST_WORDS} of them.
 */
final class Question {

    static final int MOST_WORDS = 48;
    static final int MOST_CHARACTERS = 2_000;

    /** Up to so many words a person looks for a thing and minds the marks; beyond, it is a question in prose. */
    private static final int FEW = 4;

    private static final float BIGRAM_WEIGHT = 0.5f;
    private static final float SYMBOL_WEIGHT = 3.0f;
    private static final float MARKED_WEIGHT_FEW = 2.0f;
    private static final float MARKED_WEIGHT_PROSE = 0.01f;
    private static final float NAME_WEIGHT = 0.6f;

    private final String field;
    private final Optional<String> nameField;

    /** @param nameField a short field whose words weigh more */
    Question(String field, Optional<String> nameField) {
        this.field = field;
        this.nameField = nameField;
    }

    /**
     * The query for a text with at least one word.
     *
     * @param owners field and filter for words that may also be an owner's name; empty where owners may not be searched
     */
    Query of(String text, Optional<OwnerSearch> owners) {
        String kept = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        Set<String> words = VietnameseText.terms(VietnameseText.FOLDED, kept, MOST_WORDS);
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(required(words, owners), Occur.MUST);
        Set<String> pairs = VietnameseText.terms(VietnameseText.BIGRAM, kept, MOST_WORDS);
        Set<String> marked = VietnameseText.terms(VietnameseText.MARKED, kept, MOST_WORDS);
        Set<String> symbols = VietnameseText.terms(VietnameseText.SYMBOL, kept, MOST_WORDS);
        weigh(all, field + VietnameseText.BIGRAM, pairs, BIGRAM_WEIGHT);
        weigh(
                all,
                field + VietnameseText.MARKED,
                marked,
                words.size() <= FEW ? MARKED_WEIGHT_FEW : MARKED_WEIGHT_PROSE);
        weigh(all, field + VietnameseText.SYMBOL, symbols, SYMBOL_WEIGHT);
        nameField.ifPresent(name -> {
            weigh(all, name + VietnameseText.FOLDED, words, NAME_WEIGHT);
            weigh(all, name + VietnameseText.BIGRAM, pairs, NAME_WEIGHT);
        });
        owners.ifPresent(search -> {
            BooleanQuery.Builder naming = new BooleanQuery.Builder();
            weigh(naming, search.field() + VietnameseText.BIGRAM, pairs, BIGRAM_WEIGHT);
            weigh(naming, search.field() + VietnameseText.MARKED, marked, BIGRAM_WEIGHT);
            all.add(inside(naming.build(), search.scope()), Occur.SHOULD);
        });
        return all.build();
    }

    static boolean hasWords(String text) {
        return !VietnameseText.terms(
                        VietnameseText.FOLDED, text.substring(0, Math.min(text.length(), MOST_CHARACTERS)), 1)
                .isEmpty();
    }

    private Query required(Set<String> words, Optional<OwnerSearch> owners) {
        BooleanQuery.Builder needed = new BooleanQuery.Builder().setMinimumNumberShouldMatch(enough(words.size()));
        for (String word : words) {
            Query plain = new TermQuery(new Term(field + VietnameseText.FOLDED, word));
            needed.add(owners.map(search -> either(plain, search, word)).orElse(plain), Occur.SHOULD);
        }
        return needed.build();
    }

    private static Query either(Query plain, OwnerSearch search, String word) {
        Query owner = new TermQuery(new Term(search.field() + VietnameseText.FOLDED, word));
        return new BooleanQuery.Builder()
                .add(plain, Occur.SHOULD)
                .add(inside(owner, search.scope()), Occur.SHOULD)
                .build();
    }

    private static Query inside(Query query, Query scope) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(scope, Occur.FILTER)
                .build();
    }

    /** All of one or two words, all but one of up to five, two in five of prose. */
    private static int enough(int words) {
        return words <= 2 ? words : words <= 5 ? words - 1 : Math.max(4, words * 2 / 5);
    }

    private static void weigh(BooleanQuery.Builder query, String field, Set<String> terms, float weight) {
        for (String term : terms) {
            query.add(new BoostQuery(new TermQuery(new Term(field, term)), weight), Occur.SHOULD);
        }
    }

    /** The field in which owners are named, and the records of which the asker may know the owner. */
    record OwnerSearch(String field, Query scope) {}

    /** All four fields of a text. */
    static List<String> endings() {
        return List.of(VietnameseText.FOLDED, VietnameseText.BIGRAM, VietnameseText.MARKED, VietnameseText.SYMBOL);
    }
}
