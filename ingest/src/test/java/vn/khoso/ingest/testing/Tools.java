package vn.khoso.ingest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.khoso.preservation.format.FormatTools;
import vn.khoso.preservation.format.isolated.IsolatedFormatTools;
import vn.khoso.preservation.isolation.WorkerPool;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.PackagePath;

/** The real format tools in their worker processes: one pool for all tests of this JVM, less patient than in production. */
public final class Tools implements FormatTools {

    private final FormatTools tools;

    private Tools(FormatTools tools) {
        this.tools = tools;
    }

    private static final class Shared {
        static final FormatTools ONE = start();
    }

    public static FormatTools shared() {
        return Shared.ONE;
    }

    private static FormatTools start() {
        try {
            Path folder = Files.createTempDirectory("khoso-workers");
            WorkerPool pool = new WorkerPool(
                    IsolatedFormatTools.settings(System.getProperty("java.class.path"), folder, Optional.empty())
                            .withPatience(Duration.ofSeconds(8)));
            Runtime.getRuntime().addShutdownHook(new Thread(pool::close));
            return new Tools(new IsolatedFormatTools(pool));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Override
    public Characterisation characterise(Path file, PackagePath name) {
        return tools.characterise(file, name);
    }

    /** The pool outlives each house that uses it. */
    @Override
    public void close() {}
}
