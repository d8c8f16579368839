package vn.khoso.schemas.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;

/**
 * One SIP from acceptance to receipt or refusal, as the queue shows it.
 *
 * @param aip assigned at acceptance, so that every try makes the same package
 * @param producer the body that sends
 * @param depositor account or client that sent it
 * @param fileName as the sender named it, NFC, shown only
 * @param size bytes of the container as received
 * @param digest SHA-256 of the container as received
 * @param findings all of them, once the checks are over
 * @param receipt present exactly when {@code state} is ARCHIVED
 * @param trouble last fault when the archive itself could not go on (waiting for the next try, or parked): its name, and after a
 *     colon what an operator wants to know
 */
public record Submission(
        SipId id,
        AipId aip,
        AgencyCode producer,
        String depositor,
        String fileName,
        long size,
        Fixity digest,
        Instant receivedAt,
        Optional<Instant> concludedAt,
        State state,
        Progress progress,
        int tries,
        List<JudgedFinding> findings,
        Optional<StorageReceipt> receipt,
        Optional<String> trouble) {

    /** Where a submission stands. ARCHIVED and REFUSED are final. */
    public enum State {
        WAITING,
        RUNNING,
        ARCHIVED,
        REFUSED,
        /** Three tries failed for reasons of the archive; waits for an operator, who resumes it. */
        PARKED
    }

    public Submission {
        findings = List.copyOf(findings);
    }

    /** As its sender sees it: what keeps the archive from going on by its name, without the folders and disks that only operators need. */
    public Submission forSender() {
        return new Submission(
                id,
                aip,
                producer,
                depositor,
                fileName,
                size,
                digest,
                receivedAt,
                concludedAt,
                state,
                progress,
                tries,
                findings,
                receipt,
                trouble.map(text -> text.replaceFirst(":.*$", "")));
    }
}
