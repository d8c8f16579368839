package vn.khoso.access.dip;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.Purpose;
import vn.khoso.preservation.Journal;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.rights.Requester;

/** Writes into the journal who was given what and what for; never the number of an owner. */
public final class DeliveryLedger {

    private final Journal journal;
    private final IdentifierMint mint;
    private final Clock clock;

    public DeliveryLedger(Journal journal, IdentifierMint mint, Clock clock) {
        this.journal = journal;
        this.mint = mint;
        this.clock = clock;
    }

    /** A file of a record that is not public was opened. */
    public void fileHandedOut(RecordEntry entry, FileObject file, Requester requester, Optional<Purpose> purpose) {
        append(
                List.of(entry.id().toString(), entry.aip().toString(), entry.aip() + "#" + file.path()),
                "A file was handed out.",
                detail(requester, purpose),
                EventOutcome.SUCCESS,
                requester);
    }

    /** A package was made, or could not be. */
    public void packageMade(Dip dip, List<RecordEntry> records, Requester requester, Optional<Purpose> purpose) {
        List<String> objects = new ArrayList<>(List.of(dip.id().toString()));
        records.forEach(record -> objects.add(record.id().toString()));
        records.stream().map(record -> record.aip().toString()).distinct().forEach(objects::add);
        Map<String, String> detail = detail(requester, purpose);
        detail.put("form", dip.form().code());
        dip.content().ifPresent(content -> detail.put("sha256", content.sha256().hex()));
        dip.trouble().ifPresent(trouble -> detail.put("trouble", trouble));
        boolean ready = dip.state() == Dip.State.READY;
        append(
                objects,
                ready ? "A dissemination package was made." : "A dissemination package could not be made.",
                detail,
                ready ? EventOutcome.SUCCESS : EventOutcome.FAILURE,
                requester);
    }

    private static Map<String, String> detail(Requester requester, Optional<Purpose> purpose) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("requester", requester.id());
        purpose.ifPresent(given -> detail.put("purpose", given.text()));
        return detail;
    }

    private void append(
            List<String> objects, String note, Map<String, String> detail, EventOutcome outcome, Requester requester) {
        journal.append(List.of(new Event(
                mint.version7(),
                EventType.DISSEMINATION,
                clock.instant(),
                outcome,
                requester.agent(),
                objects,
                note,
                detail)));
    }
}
