package vn.khoso.access.discovery.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.access.discovery.SearchIndex;
import vn.khoso.access.followers.RecordFollower;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessScope;
import vn.khoso.access.rights.LegalDay;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/**
 * The search index on a folder of its own. Follows the catalogue; a change is found as soon as its batch was taken. A folder
 * that is damaged, deleted or of another form is emptied and filled again from the start; until that is done, questions
 * are refused, since a part of the answer would look like the whole.
 */
public final class LuceneSearchIndex implements SearchIndex, RecordFollower, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneSearchIndex.class);

    /** Raise when fields or analysis change: every index is then made again. */
    private static final String FORM = "2";

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final int COMMIT_AFTER = 20_000;

    private final Path folder;
    private final AccessKey key;
    private final RecordDocuments documents;
    private final String form;
    private final LongUnaryOperator lag;
    private final Clock clock;

    private volatile Optional<IndexHome> home = Optional.empty();
    private volatile Optional<LabelMemory> labels = Optional.empty();
    private volatile boolean answering;
    private volatile boolean suspect;
    private volatile boolean behind = true;
    private volatile boolean closed;
    private volatile long position;
    private long committed;
    private Instant committedAt = Instant.EPOCH;

    /** @param lag how many changes lie after a position; asked for while the index is not up to date */
    public LuceneSearchIndex(Path folder, AccessKey key, LongUnaryOperator lag, Clock clock) {
        this.folder = folder;
        this.key = key;
        this.documents = new RecordDocuments(key);
        this.form = FORM + ":" + HexFormat.of().formatHex(key.hash("index-form", new byte[0]), 0, 8);
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public SearchPage search(SearchQuery query, AccessScope scope) {
        IndexHome opened = home.filter(one -> answering)
                .orElseThrow(() ->
                        new DiscoveryUnavailable("the index is being made", new IllegalStateException("not ready")));
        long behindBy = behind ? lag.applyAsLong(position) : 0;
        try {
            SearcherManager searchers = opened.searchers();
            IndexSearcher searcher = searchers.acquire();
            try {
                return new LuceneSearch(searcher, labels(searcher), documents, key, LegalDay.today(clock))
                        .page(query, scope, behindBy);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException | IndexOutOfBoundsException | InternalError damaged) {
            // InternalError and a bad bound are how a file shows that was cut short under a memory map.
            suspect = true;
            throw new DiscoveryUnavailable("the index cannot be read", damaged);
        }
    }

    /** Of the state that this searcher sees; two that meet at a change of state look up twice, no more. */
    private LabelMemory labels(IndexSearcher searcher) {
        Optional<LabelMemory> known = labels.filter(one -> one.isOf(searcher));
        LabelMemory memory = known.orElseGet(() -> LabelMemory.of(searcher));
        if (known.isEmpty()) {
            labels = Optional.of(memory);
        }
        return memory;
    }

    @Override
    public String name() {
        return "search-index";
    }

    @Override
    public long position() {
        return position;
    }

    /** Opens the index where it is not open, makes it again where it is damaged. Called by the follower's thread only. */
    @Override
    public long resume() {
        if (closed) {
            throw new DiscoveryUnavailable("the index is closed", new IllegalStateException("closed"));
        }
        try {
            if (home.isPresent() && (suspect || !home.get().present())) {
                LOG.warn("the search index is damaged or gone; it is opened again");
                abandon();
            }
            if (home.isEmpty()) {
                opened(reopened());
            }
            return position;
        } catch (IOException | AlreadyClosedException trouble) {
            throw new DiscoveryUnavailable("the index cannot be opened", trouble);
        }
    }

    @Override
    public void take(List<RecordEntry> changes) {
        behind = true;
        try {
            IndexHome opened = home.orElseThrow(() -> new IOException("the index is not open"));
            for (RecordEntry entry : changes) {
                Term id = new Term(RecordDocuments.ID, entry.id().uuid());
                if (entry.visible() && entry.result().accessMode() != AccessMode.SECRET) {
                    opened.writer().updateDocument(id, documents.of(entry));
                } else {
                    opened.writer().deleteDocuments(id);
                }
            }
            opened.searchers().maybeRefreshBlocking();
            position = changes.getLast().sequence();
            if (position - committed >= COMMIT_AFTER) {
                commit(opened);
            }
        } catch (IOException | AlreadyClosedException trouble) {
            suspect = true;
            throw new DiscoveryUnavailable("the index cannot be written", trouble);
        }
    }

    @Override
    public void caughtUp() {
        try {
            IndexHome opened = home.orElseThrow(() -> new IOException("the index is not open"));
            if (position > committed && !clock.instant().isBefore(committedAt.plus(COMMIT_EVERY))) {
                commit(opened);
            }
            behind = false;
            answering = true;
        } catch (IOException | AlreadyClosedException trouble) {
            suspect = true;
            throw new DiscoveryUnavailable("the index cannot be committed", trouble);
        }
    }

    @Override
    public void startOver() {
        try {
            abandon();
            IndexHome.wipe(folder);
            opened(IndexHome.open(folder, form));
        } catch (IOException trouble) {
            throw new DiscoveryUnavailable("the index cannot be made again", trouble);
        }
    }

    /** Keeps what was taken, and closes for good: a follower's thread that comes later is refused. */
    @Override
    public void close() {
        closed = true;
        try {
            if (home.isPresent() && position > committed && !suspect) {
                commit(home.get());
            }
        } catch (IOException | AlreadyClosedException trouble) {
            LOG.warn("what the index took last is read again at the next start: {}", trouble.getMessage());
        }
        abandon();
    }

    private IndexHome reopened() throws IOException {
        try {
            return IndexHome.open(folder, form);
        } catch (LockObtainFailedException another) {
            // Another process writes here: wiping would destroy its index.
            throw another;
        } catch (IOException | IllegalArgumentException damaged) {
            // Lucene tells of an index too old or too new, and of some damage, by IllegalArgumentException.
            LOG.warn("the search index cannot be used and is made again: {}", damaged.getMessage());
            IndexHome.wipe(folder);
            return IndexHome.open(folder, form);
        }
    }

    private void opened(IndexHome opened) {
        committed = opened.committed();
        committedAt = clock.instant();
        position = committed;
        suspect = false;
        answering = committed > 0;
        home = Optional.of(opened);
    }

    private void abandon() {
        answering = false;
        Optional<IndexHome> old = home;
        home = Optional.empty();
        if (old.isPresent()) {
            try {
                old.get().close();
            } catch (AlreadyClosedException | IOException alreadyBroken) {
                LOG.warn("the old index did not close: {}", alreadyBroken.getMessage());
            }
        }
    }

    private void commit(IndexHome opened) throws IOException {
        opened.commit(position, form);
        committed = position;
        committedAt = clock.instant();
    }
}
