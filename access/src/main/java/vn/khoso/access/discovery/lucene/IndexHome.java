package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** One opened index: its folder, its writer, its searchers. The position stands in the commit itself, so it cannot differ. */
final class IndexHome implements AutoCloseable {

    private static final String SEQUENCE = "sequence";
    private static final String FORM = "form";

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private IndexHome(Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /**
     * Opens the index or makes a new one, and reads all of it once against its checksums.
     *
     * @param form fields, analysis and key of today; an index of another form is not opened
     * @throws IOException when the index is damaged or of another form
     */
    static IndexHome open(Path folder, String form) throws IOException {
        Files.createDirectories(folder);
        Directory directory = FSDirectory.open(folder);
        try {
            boolean fresh = !DirectoryReader.indexExists(directory);
            if (!fresh) {
                proven(directory, form);
            }
            IndexWriterConfig configuration =
                    new IndexWriterConfig(VietnameseText.forFields(RecordDocuments.textFields()));
            configuration.setCommitOnClose(false);
            IndexWriter writer = new IndexWriter(directory, configuration);
            IndexHome home = new IndexHome(directory, writer, new SearcherManager(writer, new SearcherFactory()));
            if (fresh) {
                home.commit(0, form);
            }
            return home;
        } catch (IOException damaged) {
            directory.close();
            throw damaged;
        }
    }

    /** Deletes what lies in the folder; the folder stays. */
    static void wipe(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    IndexWriter writer() {
        return writer;
    }

    SearcherManager searchers() {
        return searchers;
    }

    /** Position of the last commit. */
    long committed() {
        for (Map.Entry<String, String> entry : writer.getLiveCommitData()) {
            if (entry.getKey().equals(SEQUENCE)) {
                return Long.parseLong(entry.getValue());
            }
        }
        return 0;
    }

    void commit(long sequence, String form) throws IOException {
        writer.setLiveCommitData(
                Map.of(SEQUENCE, Long.toString(sequence), FORM, form).entrySet());
        writer.commit();
    }

    /** Whether its files are still there; an open file that was deleted still reads, so nothing else tells. */
    boolean present() throws IOException {
        return writer.isOpen() && DirectoryReader.indexExists(directory);
    }

    /** Reads every file against its checksum. */
    static void proven(Directory directory, String form) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            if (!form.equals(reader.getIndexCommit().getUserData().get(FORM))) {
                throw new IOException("an index of another form");
            }
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        }
    }

    /** Leaves what was not committed behind: the position stands before it. */
    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
