package vn.khoso.preservation.rebuild;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.fixity.FixityRunDetail;
import vn.khoso.preservation.fixity.IncidentDetail;
import vn.khoso.preservation.journal.JournalStore;
import vn.khoso.preservation.replication.CopyLog;
import vn.khoso.preservation.retention.RetentionSchedule;
import vn.khoso.preservation.retention.RetentionTable;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.HarvestWindow;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.CatalogueJson;
import vn.khoso.schemas.codec.json.JournalEntryJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * Everything that the database knows and storage must be able to give again, as lines of canonical JSON in a fixed order:
 * packages by identifier, records by sequence, volumes and copies, the schedule, ended audits, incidents, the journal. Two archives are the
 * same when the digests of their exports are.
 */
public final class CanonicalExport {

    private static final int PAGE = 500;
    private static final int RUNS = 1_000;

    private final CatalogueStore catalogue;
    private final RetentionSchedule schedule;
    private final FixityLog fixity;
    private final JournalStore journal;
    private final CopyLog copies;

    public CanonicalExport(
            CatalogueStore catalogue,
            RetentionSchedule schedule,
            FixityLog fixity,
            JournalStore journal,
            CopyLog copies) {
        this.copies = copies;
        this.catalogue = catalogue;
        this.schedule = schedule;
        this.fixity = fixity;
        this.journal = journal;
    }

    /** SHA-256 of all lines, each with its line feed, in UTF-8. */
    public Fixity digest() {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        lines(line -> {
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        });
        return Fixity.of(DigestAlgorithm.SHA_256, digest.digest());
    }

    /** Gives every line, a page of rows in memory at a time. */
    public void lines(Consumer<String> out) {
        packages(out);
        records(out);
        copies(out);
        schedule(out);
        fixity(out);
        journal(out);
    }

    private void packages(Consumer<String> out) {
        Optional<AipId> after = Optional.empty();
        for (List<PackageEntry> page = catalogue.packagesAfter(after, PAGE);
                !page.isEmpty();
                page = catalogue.packagesAfter(after, PAGE)) {
            page.forEach(entry -> out.accept(line("package", CatalogueJson.write(entry))));
            after = Optional.of(page.getLast().aip());
        }
    }

    private void records(Consumer<String> out) {
        long after = 0;
        for (List<RecordEntry> page = catalogue.changes(HarvestWindow.everythingAfter(after), PAGE);
                !page.isEmpty();
                page = catalogue.changes(HarvestWindow.everythingAfter(after), PAGE)) {
            page.forEach(entry -> out.accept(line("record", CatalogueJson.write(entry))));
            after = page.getLast().sequence();
        }
    }

    private void copies(Consumer<String> out) {
        copies.volumes().forEach(volume -> out.accept(line("volume", CatalogueJson.write(volume))));
        Optional<CopyEntry> after = Optional.empty();
        for (List<CopyEntry> page = copies.after(after, PAGE); !page.isEmpty(); page = copies.after(after, PAGE)) {
            page.forEach(copy -> out.accept(line("copy", CatalogueJson.write(copy))));
            after = Optional.of(page.getLast());
        }
    }

    private void schedule(Consumer<String> out) {
        RetentionTable table = schedule.current();
        table.rules().forEach(rule -> out.accept(line("rule", RetentionJson.write(rule))));
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        table.mapping().forEach(mapping::put);
        out.accept(line("mapping", mapping));
    }

    private void fixity(Consumer<String> out) {
        fixity.runs(RUNS).stream()
                .filter(run -> run.state() != FixityRun.State.RUNNING)
                .forEach(run -> out.accept(line("fixityRun", texts(FixityRunDetail.write(run)))));
        Optional<UUID> after = Optional.empty();
        for (List<Incident> page = fixity.incidents(Incident.Which.ALL, after, PAGE);
                !page.isEmpty();
                page = fixity.incidents(Incident.Which.ALL, after, PAGE)) {
            page.forEach(incident -> out.accept(
                    line("incident", texts(IncidentDetail.write(incident)).put("open", incident.open()))));
            after = Optional.of(page.getLast().id());
        }
    }

    private void journal(Consumer<String> out) {
        long after = 0;
        for (List<JournalEntry> page = journal.after(after, PAGE); !page.isEmpty(); page = journal.after(after, PAGE)) {
            page.forEach(entry -> out.accept(line("journal", JournalEntryJson.write(entry))));
            after = page.getLast().index();
        }
    }

    private static ObjectNode texts(java.util.Map<String, String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object::put);
        return object;
    }

    private static String line(String kind, ObjectNode content) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.set(kind, content);
        return CanonicalJson.text(line);
    }
}
