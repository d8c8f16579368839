package vn.khoso.access.linkeddata.rdf4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.rdf4j.common.exception.RDF4JException;
import org.eclipse.rdf4j.model.IRI;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.ValueFactory;
import org.eclipse.rdf4j.model.impl.AbstractMemoryOverflowModel;
import org.eclipse.rdf4j.query.QueryInterruptedException;
import org.eclipse.rdf4j.query.impl.SimpleDataset;
import org.eclipse.rdf4j.repository.RepositoryResult;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.repository.sail.SailRepositoryConnection;
import org.eclipse.rdf4j.sail.lmdb.LmdbStore;
import org.eclipse.rdf4j.sail.lmdb.config.LmdbStoreConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.access.followers.RecordFollower;
import vn.khoso.access.linkeddata.GraphQueries;
import vn.khoso.access.rights.RedactedRecord;
import vn.khoso.access.step.GraphAnswer;
import vn.khoso.access.step.Redaction;
import vn.khoso.preservation.fault.ArchiveFault.DiscoveryUnavailable;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.rdf.RdfStatement;
import vn.khoso.schemas.codec.rdf.RecordGraph;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/**
 * The graph of public records on disk. Position and statements are written in one transaction, so they cannot differ. Queries
 * see the public graph only, four at a time, ten seconds each.
 */
public final class Rdf4jGraph implements GraphQueries, RecordFollower, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rdf4jGraph.class);
    private static final int AT_ONCE = 4;
    private static final int SECONDS = 10;
    private static final int RETRY_AFTER_SECONDS = 5;

    /**
     * One that begins with each of subject, predicate and object: whenever a statement is removed (the position is, with every
     * batch), RDF4J asks whether its values are used elsewhere, and reads all statements for a part without such an index.
     */
    private static final String INDEXES = "spoc,posc,ospc";

    private final Path folder;
    private final String base;
    private final RecordGraph statements;
    private final int seconds;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile Optional<SailRepository> opened = Optional.empty();
    private volatile boolean answering;
    private volatile boolean suspect;
    private volatile boolean closed;
    private volatile long position;

    /** @param base absolute address below which records are named, with or without a slash at its end */
    public Rdf4jGraph(Path folder, String base) {
        this(folder, base, SECONDS);
    }

    /** @param seconds a query may take; for tests */
    Rdf4jGraph(Path folder, String base, int seconds) {
        this.folder = folder;
        this.base = base.endsWith("/") ? base : base + "/";
        this.statements = new RecordGraph(this.base);
        this.seconds = seconds;
    }

    @Override
    public GraphAnswer answer(String query, List<GraphAnswer.Form> acceptable) {
        return switch (QueryCheck.of(query, base)) {
            case QueryCheck.Verdict.NotAllowed no -> no.refused();
            case QueryCheck.Verdict.Allowed yes ->
                places.tryAcquire() ? limited(query, acceptable) : new GraphAnswer.Busy(RETRY_AFTER_SECONDS);
        };
    }

    /** On a thread of its own: a query that cannot be stopped keeps its place, never the asker. */
    private GraphAnswer limited(String query, List<GraphAnswer.Form> acceptable) {
        FutureTask<GraphAnswer> task = new FutureTask<>(() -> run(query, acceptable));
        Thread.ofPlatform().name("sparql").daemon().start(() -> {
            try {
                task.run();
            } finally {
                places.release();
            }
        });
        try {
            return task.get(seconds + 1L, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return tooLate();
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new GraphAnswer.Busy(RETRY_AFTER_SECONDS);
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case DiscoveryUnavailable away -> throw away;
                case QueryInterruptedException late -> tooLate();
                case StackOverflowError deep ->
                    new GraphAnswer.Refused(
                            "QUERY_TOO_DEEP", "Câu truy vấn lồng quá sâu.", "The query is nested too deeply.");
                case null, default -> throw new DiscoveryUnavailable("the graph cannot be queried", failed);
            };
        }
    }

    private GraphAnswer run(String query, List<GraphAnswer.Form> acceptable) {
        SailRepository repository = opened.filter(one -> answering)
                .orElseThrow(() ->
                        new DiscoveryUnavailable("the graph is being made", new IllegalStateException("not ready")));
        SimpleDataset dataset = new SimpleDataset();
        dataset.addDefaultGraph(graph(repository));
        try (SailRepositoryConnection connection = repository.getConnection()) {
            return new QueryRun(connection, dataset, seconds).answer(query, base, acceptable);
        }
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long resume() {
        if (closed) {
            throw new DiscoveryUnavailable("the graph is closed", new IllegalStateException("closed"));
        }
        if (opened.isPresent() && (suspect || !Files.isDirectory(folder.resolve("triples")))) {
            LOG.warn("the graph is damaged or gone; it is made again");
            startOver();
        }
        if (opened.isEmpty()) {
            try {
                open();
            } catch (RDF4JException | DiscoveryUnavailable damaged) {
                LOG.warn("the graph cannot be used and is made again: {}", damaged.getMessage());
                startOver();
            }
        }
        return position;
    }

    @Override
    public void take(List<RecordEntry> changes) {
        SailRepository repository = opened.orElseThrow();
        try (SailRepositoryConnection connection = repository.getConnection()) {
            connection.begin();
            for (RecordEntry entry : changes) {
                IRI record = connection.getValueFactory().createIRI(statements.iri(entry.id()));
                connection.remove(record, null, null, graph(repository));
                if (entry.visible() && entry.result().accessMode() == AccessMode.PUBLIC) {
                    List<Statement> all = statements
                            .publicTriples(entry.id(), unnamed(entry).result())
                            .stream()
                            .map(one -> statement(connection.getValueFactory(), one))
                            .toList();
                    connection.add(all, graph(repository));
                }
            }
            long reached = changes.getLast().sequence();
            ValueFactory values = connection.getValueFactory();
            connection.remove(follower(values), null, null, follower(values));
            connection.add(follower(values), sequence(values), values.createLiteral(reached), follower(values));
            connection.commit();
            position = reached;
        } catch (RDF4JException trouble) {
            suspect = true;
            throw new DiscoveryUnavailable("the graph cannot be written", trouble);
        }
    }

    @Override
    public void caughtUp() {
        answering = true;
    }

    @Override
    public void startOver() {
        abandon();
        try {
            wipe();
            open();
        } catch (IOException | RDF4JException trouble) {
            throw new DiscoveryUnavailable("the graph cannot be made again", trouble);
        }
    }

    /** For good: a follower's thread that comes later is refused. */
    @Override
    public void close() {
        closed = true;
        abandon();
    }

    private void abandon() {
        answering = false;
        Optional<SailRepository> old = opened;
        opened = Optional.empty();
        try {
            old.ifPresent(SailRepository::shutDown);
        } catch (RDF4JException alreadyBroken) {
            LOG.warn("the old graph did not close: {}", alreadyBroken.getMessage());
        }
    }

    private void open() {
        try {
            Files.createDirectories(folder);
            ofOurForm();
        } catch (IOException trouble) {
            throw new DiscoveryUnavailable("no folder for the graph", trouble);
        }
        // RDF4J empties a transaction to disk and calls System.gc() when collections took 0.3 s of a second, which on a
        // busy
        // machine halts everybody again and again. Ours are bounded by the batch; short memory (32 MB left) still does
        // it.
        AbstractMemoryOverflowModel.MEMORY_THRESHOLD_HIGH = Integer.MAX_VALUE;
        LmdbStoreConfig configuration = new LmdbStoreConfig(INDEXES);
        configuration.setForceSync(true);
        SailRepository repository = new SailRepository(new LmdbStore(folder.toFile(), configuration));
        try (SailRepositoryConnection connection = repository.getConnection()) {
            ValueFactory values = connection.getValueFactory();
            try (RepositoryResult<Statement> noted =
                    connection.getStatements(follower(values), sequence(values), null, false, follower(values))) {
                position = noted.hasNext()
                        ? Long.parseLong(noted.next().getObject().stringValue())
                        : 0;
            }
        }
        suspect = false;
        answering = position > 0;
        opened = Optional.of(repository);
    }

    /** RDF4J 5.2.0 makes other indexes for a store that has some, and waits for itself for ever: such a store is made again. */
    private void ofOurForm() throws IOException {
        Path form = folder.resolve("form");
        if (!Files.exists(form) || !Files.readString(form).equals(INDEXES)) {
            wipe();
            Files.writeString(form, INDEXES);
        }
    }

    private void wipe() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.filter(one -> !one.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }

    /** Titles may name an owner too. */
    private static RecordEntry unnamed(RecordEntry entry) {
        return RedactedRecord.of(entry, EnumSet.allOf(Redaction.class));
    }

    private IRI graph(SailRepository repository) {
        return repository.getValueFactory().createIRI(base + "graph/public");
    }

    /** Subject and graph of the position: outside what queries see. */
    private IRI follower(ValueFactory values) {
        return values.createIRI(base + "graph/follower");
    }

    private IRI sequence(ValueFactory values) {
        return values.createIRI(base + "graph/follower#sequence");
    }

    private static Statement statement(ValueFactory values, RdfStatement one) {
        return values.createStatement(
                values.createIRI(one.subject()),
                values.createIRI(one.predicate()),
                switch (one.object()) {
                    case RdfStatement.Term.Iri iri -> values.createIRI(iri.value());
                    case RdfStatement.Term.Literal literal ->
                        values.createLiteral(literal.text(), values.createIRI(literal.datatype()));
                });
    }

    private GraphAnswer tooLate() {
        return new GraphAnswer.TooLarge(
                "QUERY_TOO_SLOW",
                "Câu truy vấn chạy quá " + seconds + " giây nên bị dừng.",
                "The query took longer than " + seconds + " s and was stopped.");
    }
}
