package vn.khoso.server.assembly;

import java.nio.file.Path;
import java.util.List;
import vn.khoso.ingest.bag.BagitJava;
import vn.khoso.preservation.isolation.WorkerTask;

/** Runs bagit-java in a worker process. */
public final class SecondJudgeTask implements WorkerTask {

    @Override
    public void prepare(List<String> arguments) {
        // bagit-java needs nothing.
    }

    @Override
    public byte[] run(Path file, byte[] question) throws InterruptedException {
        return BagitJava.answer(question);
    }
}
