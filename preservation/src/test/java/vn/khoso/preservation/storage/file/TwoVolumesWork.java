package vn.khoso.preservation.storage.file;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.khoso.preservation.journal.InMemoryJournal;
import vn.khoso.preservation.replication.CopySite;
import vn.khoso.preservation.replication.FanOut;
import vn.khoso.preservation.replication.Keeping;
import vn.khoso.preservation.replication.ReplicatedSegments;
import vn.khoso.preservation.replication.ReplicatedStorage;
import vn.khoso.preservation.replication.SiteState;
import vn.khoso.preservation.replication.TrialLog;
import vn.khoso.preservation.replication.VolumeSet;
import vn.khoso.preservation.replication.file.FileSite;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.storage.RecordClass;
import vn.khoso.schemas.storage.StoragePolicies;
import vn.khoso.schemas.storage.StoragePolicy;

/** The ingest that the crash gate interrupts, on two volumes, one after the other, so that the order of calls is always the same. */
final class TwoVolumesWork implements AutoCloseable {

    static final UUID SECOND = UUID.fromString("0193458a-7c00-7000-8000-00000000bbbb");

    private static final Clock CLOCK = Clock.fixed(CrashGateWork.NOW, ZoneOffset.UTC);
    private static final RecordClass ANY = new RecordClass(Set.of(), new AgencyCode("H56.17"), "UNCLASSIFIED");

    private final Path staged;
    private final VolumeSet volumes;
    private final ReplicatedStorage storage;
    private final InMemoryJournal journal = new InMemoryJournal(CLOCK);
    private final ReplicatedSegments segments;

    /** Opens both, which recovers them. */
    TwoVolumesWork(Path first, Path second, Path staged) {
        this.staged = staged;
        this.volumes = new VolumeSet(List.of(site("a", CrashGateWork.VOLUME, first), site("b", SECOND, second)));
        this.storage = new ReplicatedStorage(
                volumes,
                new StoragePolicies(List.of(StoragePolicy.everywhere(List.of("a", "b")))),
                TrialLog.complaints(),
                CLOCK,
                FanOut.inTurn());
        this.segments = new ReplicatedSegments(volumes, journal, FanOut.inTurn());
        volumes.sites().forEach(TrialLog::settled);
    }

    private CopySite site(String name, UUID id, Path folder) {
        return CopySite.open(name, id, new FileSite(folder, id, new Volume.Settings(0, 1), journal, false), CLOCK);
    }

    Keeping create() {
        journal.append(List.of(CrashGateWork.event(1)));
        Keeping keeping = storage.keep(CrashGateWork.first(staged).version("ingest"), ANY);
        segments.shipUpTo(1);
        return keeping;
    }

    ReplicatedStorage storage() {
        return storage;
    }

    VolumeSet volumes() {
        return volumes;
    }

    ReplicatedSegments segments() {
        return segments;
    }

    /** In one word each, by name. */
    String states() {
        StringBuilder text = new StringBuilder();
        for (CopySite site : volumes.sites()) {
            text.append(site.name())
                    .append('=')
                    .append(
                            switch (site.state()) {
                                case SiteState.InUse inUse -> "in-use";
                                case SiteState.Away away -> "away";
                                case SiteState.Fenced fenced -> "fenced";
                            })
                    .append(' ');
        }
        return text.toString();
    }

    @Override
    public void close() {
        volumes.close();
    }
}
