package vn.khoso.server.assembly;

import vn.khoso.ingest.worker.IngestWorker;
import vn.khoso.preservation.worker.BackupWorker;
import vn.khoso.preservation.worker.CopyWorker;
import vn.khoso.preservation.worker.FixityWorker;
import vn.khoso.preservation.worker.RollCallWorker;
import vn.khoso.preservation.worker.TransparencyWorker;

/** All threads that work without being asked: followers, ingest, fixity, copies, the journal's tree, backups. */
public final class Workers implements AutoCloseable {

    private final Followers followers;
    private final IngestWorker ingest;
    private final Audits audits;
    private final CopyWorker copies;
    private final TransparencyWorker transparency;
    private final BackupWorker backups;

    /** What looks after the bytes and after the names of packages. */
    public record Audits(FixityWorker fixity, RollCallWorker rollCall) {}

    public Workers(
            Followers followers,
            IngestWorker ingest,
            Audits audits,
            CopyWorker copies,
            TransparencyWorker transparency,
            BackupWorker backups) {
        this.followers = followers;
        this.ingest = ingest;
        this.audits = audits;
        this.copies = copies;
        this.transparency = transparency;
        this.backups = backups;
    }

    public void start() {
        followers.start();
        ingest.start();
        audits.fixity().start();
        audits.rollCall().start();
        copies.start();
        transparency.start();
        backups.start();
    }

    /**
     * Lets what runs come to an end, the way in first and the journal's checkpoint last; what does not is taken up at the
     * next start.
     */
    @Override
    public void close() {
        ingest.close();
        backups.close();
        audits.rollCall().close();
        audits.fixity().close();
        copies.close();
        followers.close();
        transparency.close();
    }
}
