package vn.khoso.server.assembly;

import vn.khoso.ingest.worker.IngestWorker;
import vn.khoso.preservation.worker.FixityWorker;

/** All threads that work without being asked: followers, ingest, fixity. */
public final class Workers implements AutoCloseable {

    private final Followers followers;
    private final IngestWorker ingest;
    private final FixityWorker fixity;

    public Workers(Followers followers, IngestWorker ingest, FixityWorker fixity) {
        this.followers = followers;
        this.ingest = ingest;
        this.fixity = fixity;
    }

    public void start() {
        followers.start();
        ingest.start();
        fixity.start();
    }

    /** Lets what runs come to an end, the way in first; what does not is taken up at the next start. */
    @Override
    public void close() {
        ingest.close();
        fixity.close();
        followers.close();
    }
}
