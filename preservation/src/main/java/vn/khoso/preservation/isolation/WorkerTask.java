package vn.khoso.preservation.isolation;

import java.nio.file.Path;
import java.util.List;

/**
 * What a worker process does with a file. Has a public constructor without parameters; lives in the child only.
 *
 * <p>May throw anything and may never return: both are expected, and the caller is told.
 */
public interface WorkerTask {

    /**
     * Runs once, before the first file.
     *
     * @param arguments those of {@link WorkerSettings#taskArguments()}
     */
    void prepare(List<String> arguments) throws Exception;

    /**
     * @param file to be opened for reading only
     * @param question what the caller sent beside the file, at most {@link WorkerPool#LARGEST_QUESTION} bytes
     * @return at most {@link WorkerPool#LARGEST_ANSWER} bytes; more is an answer that cannot be trusted and counts as a crash
     */
    byte[] run(Path file, byte[] question) throws Exception;
}
