package vn.khoso.server.assembly;

import vn.khoso.ingest.worker.IngestWorker;
import vn.khoso.preservation.worker.CopyWorker;
import vn.khoso.preservation.worker.FixityWorker;
import vn.khoso.preservation.worker.RollCallWorker;
import vn.khoso.preservation.worker.TransparencyWorker;

/** All threads that work without being asked: followers, ingest, fixity, copies, the journal's tree. */
public final class Workers implements AutoCloseable {

    private final Followers followers;
    private final IngestWorker ingest;
    private final FixityWorker fixity;
    private final CopyWorker copies;
    private final TransparencyWorker transparency;
    private final RollCallWorker rollCall;

    public Workers(
            Followers followers,
            IngestWorker ingest,
            FixityWorker fixity,
            CopyWorker copies,
            TransparencyWorker transparency,
            RollCallWorker rollCall) {
        this.followers = followers;
        this.ingest = ingest;
        this.fixity = fixity;
        this.copies = copies;
        this.transparency = transparency;
        this.rollCall = rollCall;
    }

    public void start() {
        followers.start();
        ingest.start();
        fixity.start();
        copies.start();
        transparency.start();
        rollCall.start();
    }

    /**
     * Lets what runs come to an end, the way in first and the journal's checkpoint last; what does not is taken up at the
     * next start.
     */
    @Override
    public void close() {
        ingest.close();
        rollCall.close();
        fixity.close();
        copies.close();
        followers.close();
        transparency.close();
    }
}
