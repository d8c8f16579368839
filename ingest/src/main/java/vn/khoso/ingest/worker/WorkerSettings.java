package vn.khoso.ingest.worker;

import java.time.Duration;

/**
 * How the ingest worker works.
 *
 * @param name of this process in the queue; what a crash left under the name is taken up again at the next start
 * @param threads submissions that are worked on at the same time
 * @param tries after so many that failed for the archive's own reasons a submission is parked
 * @param delay before the second try; three times as long before each next one
 * @param idle how long a thread waits before it asks the queue again, when nobody rings
 * @param silence after so long without a sign a running submission belongs to nobody
 * @param roomWait how long nothing is taken up after the volumes were found full
 */
public record WorkerSettings(
        String name, int threads, int tries, Duration delay, Duration idle, Duration silence, Duration roomWait) {

    /** Four threads for two cores: while one waits for the disk, another computes. */
    public static final WorkerSettings DEFAULT = new WorkerSettings(
            "khoso", 4, 3, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(15));

    public WorkerSettings {
        if (threads < 1 || tries < 1 || name.isBlank()) {
            throw new IllegalArgumentException("a worker has a name, threads and tries");
        }
    }

    public WorkerSettings withThreads(int number) {
        return new WorkerSettings(name, number, tries, delay, idle, silence, roomWait);
    }
}
