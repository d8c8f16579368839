package vn.khoso.preservation.isolation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Stands for a server that is killed: has a pool, one worker of which hangs, and says the process ids. */
public final class PoolOwner {

    private PoolOwner() {}

    public static void main(String[] args) {
        WorkerPool pool = new WorkerPool(new WorkerSettings(
                System.getProperty("java.class.path"),
                Path.of(args[0]),
                TrialTask.class.getName(),
                List.of(),
                2,
                200,
                Duration.ofMinutes(5),
                64,
                400,
                true));
        Path file = Path.of(args[1]);
        pool.ask(file, "size".getBytes(StandardCharsets.UTF_8));
        Thread.ofPlatform().start(() -> pool.ask(file, "hang".getBytes(StandardCharsets.UTF_8)));
        pool.ask(file, "size".getBytes(StandardCharsets.UTF_8));
        System.out.println(pool.processIds().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
}
