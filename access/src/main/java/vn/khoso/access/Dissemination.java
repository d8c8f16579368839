package vn.khoso.access;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.access.dip.DeliveryLedger;
import vn.khoso.access.dip.DipJob;
import vn.khoso.access.dip.DipWorkshop;
import vn.khoso.access.dip.KeptFiles;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.rights.LegalDay;
import vn.khoso.access.rights.RedactedRecord;
import vn.khoso.access.step.AccessDecision;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.DipAnswer;
import vn.khoso.access.step.DipOrder;
import vn.khoso.access.step.FileAnswer;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.preservation.Catalogue;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** Handing out: single files and dissemination packages. Bytes handed out are proven, or there is an error. */
public final class Dissemination {

    private final Catalogue catalogue;
    private final KeptFiles files;
    private final AccessRules rules;
    private final DipWorkshop workshop;
    private final DeliveryLedger ledger;
    private final Clock clock;

    public Dissemination(
            Catalogue catalogue,
            KeptFiles files,
            AccessRules rules,
            DipWorkshop workshop,
            DeliveryLedger ledger,
            Clock clock) {
        this.catalogue = catalogue;
        this.files = files;
        this.rules = rules;
        this.workshop = workshop;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Orders a package. The order and its purpose stand in the journal before the answer is given. */
    public DipAnswer order(DipOrder order, Requester requester) {
        if (!rules.decide(requester, Action.ORDER_DIP, Optional.empty()).granted()) {
            return new DipAnswer.Absent();
        }
        List<RecordEntry> records = new ArrayList<>();
        for (RecordId id : order.records()) {
            Optional<RecordEntry> entry = catalogue.record(id).flatMap(one -> allowed(one, requester, order.purpose()));
            if (entry.isEmpty()) {
                return new DipAnswer.Absent();
            }
            records.add(entry.get());
        }
        if (order.form() == DipOrder.Form.FILE
                && (records.size() != 1 || records.getFirst().files().size() != 1)) {
            return new DipAnswer.Refused(
                    "DIP_NOT_ONE_FILE",
                    "Chỉ lấy được dạng một tệp khi hồ sơ có đúng một tệp; hãy chọn bagit-zip.",
                    "The form \"file\" needs one record with exactly one file; ask for bagit-zip.");
        }
        Dip dip = workshop.compose(new DipJob(requester.id(), order, records));
        ledger.packageMade(dip, records, requester, order.purpose());
        return new DipAnswer.Accepted(dip);
    }

    /** Orders all records of an AIP; nothing when one of them is not for this requester. */
    public DipAnswer orderPackage(AipId aip, DipOrder.Form form, Optional<Purpose> purpose, Requester requester) {
        List<RecordId> records = catalogue.recordsOf(aip).stream()
                .filter(RecordEntry::visible)
                .map(RecordEntry::id)
                .toList();
        if (records.isEmpty()) {
            return new DipAnswer.Absent();
        }
        if (records.size() <= DipOrder.MOST_RECORDS) {
            return order(new DipOrder(records, form, purpose), requester);
        }
        boolean known = catalogue
                .record(records.getFirst())
                .flatMap(one -> allowed(one, requester, purpose))
                .isPresent();
        return known
                ? new DipAnswer.Refused(
                        "DIP_TOO_MANY_RECORDS",
                        "Gói có nhiều hơn " + DipOrder.MOST_RECORDS + " hồ sơ; hãy đặt theo từng nhóm hồ sơ.",
                        "The package holds more than " + DipOrder.MOST_RECORDS + " records; order them in parts.")
                : new DipAnswer.Absent();
    }

    /** A package that this requester ordered and that has not expired; another's is as if it were not there. */
    public Optional<Dip> find(DipId id, Requester requester) {
        return workshop.find(id)
                .filter(dip -> !requester.anonymous() && dip.requester().equals(requester.id()));
    }

    /** Bytes of a READY package that {@link #find} gave. */
    public InputStream open(Dip dip, long offset, long length) {
        return workshop.open(dip.id(), offset, length);
    }

    /** The same as with no purpose given. */
    public FileAnswer file(RecordId record, String which, Requester requester) {
        return file(record, which, requester, Optional.empty());
    }

    /**
     * One file of a record.
     *
     * @param which the file's place from 0 among the record's files, or its path in the AIP ({@code sip/data/...})
     */
    public FileAnswer file(RecordId record, String which, Requester requester, Optional<Purpose> purpose) {
        Optional<RecordEntry> kept = catalogue.record(record);
        if (kept.isEmpty() || !mayRead(kept.get(), requester, purpose)) {
            return new FileAnswer.Absent();
        }
        RecordEntry entry = kept.get();
        if (!entry.visible()) {
            return new FileAnswer.Gone(entry.changedAt());
        }
        return named(entry, which)
                .<FileAnswer>map(file -> new FileAnswer.Found(
                        file,
                        entry.changedAt(),
                        (offset, length) -> reading(entry, file, offset, length, requester, purpose)))
                .orElseGet(FileAnswer.Absent::new);
    }

    private InputStream reading(
            RecordEntry entry,
            FileObject file,
            long offset,
            long length,
            Requester requester,
            Optional<Purpose> purpose) {
        InputStream bytes = files.openRange(entry.aip(), file.path(), offset, length);
        if (offset == 0 && entry.result().accessMode() != AccessMode.PUBLIC) {
            ledger.fileHandedOut(entry, file, requester, purpose);
        }
        return bytes;
    }

    private static Optional<FileObject> named(RecordEntry entry, String which) {
        if (which.matches("\\d{1,6}")) {
            int ordinal = Integer.parseInt(which);
            return ordinal < entry.files().size() ? Optional.of(entry.files().get(ordinal)) : Optional.empty();
        }
        return entry.files().stream()
                .filter(file -> file.path().value().equals(which))
                .findFirst();
    }

    private Optional<RecordEntry> allowed(RecordEntry entry, Requester requester, Optional<Purpose> purpose) {
        Optional<RecordFacts> facts = Optional.of(RecordFacts.of(entry, LegalDay.today(clock)));
        return switch (rules.decide(requester, Action.ORDER_DIP, facts, purpose)) {
            case AccessDecision.Denied no -> Optional.empty();
            case AccessDecision.Granted yes ->
                entry.visible() ? Optional.of(RedactedRecord.of(entry, yes.redactions())) : Optional.empty();
        };
    }

    private boolean mayRead(RecordEntry entry, Requester requester, Optional<Purpose> purpose) {
        Optional<RecordFacts> facts = Optional.of(RecordFacts.of(entry, LegalDay.today(clock)));
        return rules.decide(requester, Action.READ_CONTENT, facts, purpose).granted();
    }
}
