package vn.khoso.server.assembly;

import java.nio.file.Path;
import java.util.Optional;
import vn.khoso.ingest.bag.BagitJavaJudge;
import vn.khoso.preservation.isolation.WorkerAnswer;
import vn.khoso.preservation.isolation.WorkerPool;

/** Worker processes that run bagit-java: the bag comes from a stranger. */
public final class SecondJudgePool implements BagitJavaJudge.Isolation, AutoCloseable {

    private final WorkerPool pool;

    public SecondJudgePool(WorkerPool pool) {
        this.pool = pool;
    }

    @Override
    public Optional<byte[]> ask(Path file, byte[] question) {
        return switch (pool.ask(file, question)) {
            case WorkerAnswer.Answered answered -> Optional.of(answered.body());
            case WorkerAnswer.GaveUp gaveUp -> Optional.empty();
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
