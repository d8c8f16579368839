package vn.khoso.ingest.receipt;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.khoso.preservation.Journal;
import vn.khoso.preservation.Seals;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;

/** Makes the two ends of a submission binding: seals receipts, and enters refusals in the journal. */
public final class ReceiptDesk {

    /** The software as an agent of events. */
    public static final Agent ARCHIVE = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");

    private static final int EVENTS_OF_A_REFUSED_SIP = 100;

    private final Seals seals;
    private final Journal journal;
    private final IdentifierMint mint;
    private final Clock clock;

    public ReceiptDesk(Seals seals, Journal journal, IdentifierMint mint, Clock clock) {
        this.seals = seals;
        this.journal = journal;
        this.mint = mint;
        this.clock = clock;
    }

    /** @throws vn.khoso.preservation.fault.ArchiveFault.SealUnavailable when the key cannot be used */
    public SignedReceipt issue(Submission submission, StorageReceipt stored) {
        byte[] document = ReceiptDocument.write(submission, stored);
        return new SignedReceipt(document, seals.sign(document));
    }

    /** Makes a refusal durable in the journal, with the codes and nothing of the content. Doing it twice enters it once. */
    public void refuse(Submission submission, List<JudgedFinding> findings) {
        boolean entered = submission.tries() > 1
                && journal.about(submission.id().toString(), 0, EVENTS_OF_A_REFUSED_SIP).stream()
                        .anyMatch(entry -> entry.event().type() == EventType.REFUSAL);
        if (!entered) {
            journal.append(List.of(refusal(submission, findings)));
        }
    }

    private Event refusal(Submission submission, List<JudgedFinding> findings) {
        String codes = findings.stream()
                .filter(one -> one.level() == FindingLevel.REFUSE)
                .map(one -> one.finding().code().code())
                .distinct()
                .collect(Collectors.joining(" "));
        return new Event(
                mint.version7(),
                EventType.REFUSAL,
                clock.instant(),
                EventOutcome.FAILURE,
                ARCHIVE,
                List.of(submission.id().toString()),
                "The submission is refused; the letter names every finding.",
                Map.of(
                        "findings", codes,
                        "producer", submission.producer().value(),
                        "sipSha256", submission.digest().hex()));
    }
}
