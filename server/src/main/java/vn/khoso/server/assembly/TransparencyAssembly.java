package vn.khoso.server.assembly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.journal.transparency.CheckpointEvents;
import vn.khoso.preservation.journal.transparency.JournalTree;
import vn.khoso.preservation.journal.transparency.LogSeal;
import vn.khoso.preservation.journal.transparency.TransparencyLog;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.SiteTree;
import vn.khoso.preservation.seal.NoteSigner;
import vn.khoso.preservation.seal.TimeStamping;
import vn.khoso.preservation.seal.pkcs12.Pkcs12NoteSigner;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.preservation.seal.tsa.HttpTimeStamping;
import vn.khoso.preservation.seal.tsa.TestTimeStamping;
import vn.khoso.preservation.worker.TransparencyWorker;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.TimeStampSource;

/** The journal as a transparency log: its tree, its key, its time stamps. */
@ApplicationScoped
public class TransparencyAssembly {

    /**
     * A new log is named after the volume that is first when its key is made, and after no address. From then on the key file names the
     * log, whichever volumes there are, in whichever order.
     */
    private static final String LOG = "khoso.vn/journal/";

    @Produces
    @Singleton
    public NoteSigner noteSigner(Settings settings, VolumeParts volumes, Clock clock) {
        return Pkcs12NoteSigner.openOrCreate(
                keys(settings).resolve("log.p12"),
                password(settings),
                LOG + volumes.volumes().sites().getFirst().volume(),
                clock);
    }

    @Produces
    @Singleton
    public TimeStamping timeStamping(Settings settings, Clock clock) throws IOException {
        if (settings.timeStamps().isEmpty()) {
            return TestTimeStamping.openOrCreate(
                    keys(settings).resolve("tsa-untrusted-test.p12"), password(settings), clock);
        }
        TimeStampSource source = settings.timeStamps().get();
        Optional<String> anchors = source.certificates().isPresent()
                ? Optional.of(Files.readString(source.certificates().get()))
                : Optional.empty();
        return new HttpTimeStamping(source.address(), source.limit(), anchors);
    }

    @Produces
    @Singleton
    public TransparencyLog log(
            VolumeParts volumes, JournalStore store, NoteSigner signer, TimeStamping time, Events events) {
        // The tree follows from the journal, which lies on every volume: one of them carries it, another one grows it
        // anew.
        CopySite first = volumes.volumes().sites().stream()
                .filter(CopySite::inUse)
                .findFirst()
                .orElseThrow();
        SiteTree tree = new SiteTree(first);
        return new TransparencyLog(
                JournalTree.open(tree, tree),
                volumes.checkpoints(),
                tree,
                new LogSeal(signer, time),
                new CheckpointEvents(store, volumes.segments(), events, PreservationAssembly.SOFTWARE));
    }

    @Produces
    @Singleton
    public TransparencyWorker worker(TransparencyLog log) {
        return new TransparencyWorker(log, TransparencyWorker.Settings.USUAL);
    }

    static Path keys(Settings settings) {
        return settings.data().resolve("keys");
    }

    /** From {@code KHOSO_SEAL_PASSWORD}, else from a file beside the keys. */
    static SealPassword password(Settings settings) {
        return settings.sealPassword()
                .map(SealPassword::configured)
                .orElseGet(() -> SealPassword.kept(keys(settings).resolve("seal.password")));
    }
}
