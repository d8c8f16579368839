package vn.khoso.server.assembly;

import java.util.List;
import java.util.Optional;
import vn.khoso.access.followers.FollowerThread;

/** The followers of the catalogue, started and stopped together. */
public final class Followers implements AutoCloseable {

    private final List<FollowerThread> threads;

    public Followers(List<FollowerThread> threads) {
        this.threads = List.copyOf(threads);
    }

    public void start() {
        threads.forEach(FollowerThread::start);
    }

    /** What holds the first of them up that is held up. */
    public Optional<String> trouble() {
        return threads.stream()
                .map(FollowerThread::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void close() {
        threads.forEach(FollowerThread::close);
    }
}
