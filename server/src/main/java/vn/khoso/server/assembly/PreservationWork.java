package vn.khoso.server.assembly;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khoso.preservation.Archive;
import vn.khoso.preservation.journal.file.FileJournalSegments;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.preservation.retention.StarterSchedule;
import vn.khoso.preservation.worker.FixityWorker;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.IdentifierMint;

/** What the archive proper does by itself: a new archive gets its retention schedule, and all holdings are audited in turn. */
@ApplicationScoped
public class PreservationWork {

    private @Nullable FixityWorker fixity;

    void begin(
            @Observes @Initialized(ApplicationScoped.class) Object context,
            RetentionSchedule schedule,
            FileJournalSegments segments,
            Archive archive,
            IdentifierMint mint,
            Clock clock) {
        List<JournalEntry> loaded = new StarterSchedule(mint, clock).load(schedule, PreservationAssembly.SOFTWARE);
        if (!loaded.isEmpty()) {
            segments.shipUpTo(loaded.getLast().index());
        }
        FixityWorker worker =
                new FixityWorker(archive, PreservationAssembly.SOFTWARE, clock, FixityWorker.Settings.USUAL);
        worker.start();
        fixity = worker;
    }

    @PreDestroy
    void end() {
        FixityWorker worker = fixity;
        if (worker != null) {
            worker.close();
        }
    }
}
