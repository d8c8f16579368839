package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The peer of every fixity figure: half of the files to each of two {@code openssl dgst -sha256} that run at the same time. */
final class TwoOpenssl {

    /** So many names fit on a command line; a thousand would count the starting of processes. */
    private static final int NAMES = 5_000;

    private TwoOpenssl() {}

    /** How long both took. */
    static double seconds(List<Path> files) throws Exception {
        long begun = System.nanoTime();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            int half = files.size() / 2;
            List<Future<?>> halves = List.of(
                    two.submit(() -> digest(files.subList(0, half))),
                    two.submit(() -> digest(files.subList(half, files.size()))));
            for (Future<?> one : halves) {
                one.get();
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Void digest(List<Path> files) throws IOException, InterruptedException {
        for (int from = 0; from < files.size(); from += NAMES) {
            List<String> command = new ArrayList<>(List.of("openssl", "dgst", "-sha256"));
            files.subList(from, Math.min(files.size(), from + NAMES)).forEach(file -> command.add(file.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("openssl failed");
            }
        }
        return null;
    }
}
