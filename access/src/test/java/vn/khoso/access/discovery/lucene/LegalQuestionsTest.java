package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.testing.Corpora;

/** ALQAC 2023: a hundred questions over law articles, in three spellings, through our own terms and weights. */
class LegalQuestionsTest {

    @Test
    void the_right_article_comes_first_four_times_in_five_however_the_question_is_typed() throws IOException {
        String documents = Corpora.text("search.zip", "search-sets/alqac_dev.docs.tsv");
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            index(directory, documents);
            for (String spelling : List.of("q", "qnd", "qnfd")) {
                Score score = ask(directory, Corpora.text("search.zip", "search-sets/alqac_dev." + spelling + ".tsv"));
                System.out.printf(
                        "ALQAC %-4s hit@1 %.3f hit@10 %.3f MRR %.3f%n", spelling, score.first, score.ten, score.rank);
                assertThat(score.first).as("hit@1 " + spelling).isGreaterThanOrEqualTo(0.80);
                assertThat(score.ten).as("hit@10 " + spelling).isGreaterThanOrEqualTo(0.97);
            }
        }
    }

    private static void index(ByteBuffersDirectory directory, String documents) throws IOException {
        IndexWriterConfig configuration = new IndexWriterConfig(VietnameseText.forFields(List.of("text")));
        try (IndexWriter writer = new IndexWriter(directory, configuration)) {
            for (String line : documents.lines().toList()) {
                String[] columns = line.split("\t", 2);
                Document document = new Document();
                document.add(new StringField("id", columns[0], Field.Store.YES));
                for (String ending : Question.endings()) {
                    document.add(new TextField("text" + ending, columns[1], Field.Store.NO));
                }
                writer.addDocument(document);
            }
        }
    }

    private static Score ask(ByteBuffersDirectory directory, String questions) throws IOException {
        Question question = new Question("text", Optional.empty());
        int asked = 0;
        int first = 0;
        int ten = 0;
        double rank = 0;
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (String line : questions.lines().toList()) {
                String[] columns = line.split("\t");
                List<String> right = List.of(columns).subList(1, columns.length);
                ScoreDoc[] hits = searcher.search(question.of(columns[0], Optional.empty()), 10).scoreDocs;
                asked++;
                for (int place = 0; place < hits.length; place++) {
                    String id =
                            searcher.storedFields().document(hits[place].doc).get("id");
                    if (right.contains(id)) {
                        first += place == 0 ? 1 : 0;
                        ten++;
                        rank += 1.0 / (place + 1);
                        break;
                    }
                }
            }
        }
        return new Score((double) first / asked, (double) ten / asked, rank / asked);
    }

    private record Score(double first, double ten, double rank) {}
}
