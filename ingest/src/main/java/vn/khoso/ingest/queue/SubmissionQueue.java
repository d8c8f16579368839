package vn.khoso.ingest.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Lane;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.SubmissionFilter;

/**
 * Submissions from acceptance to conclusion, durable in the database.
 *
 * <p>Every method is one transaction, and throws only
 * {@link vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable} for trouble of the database.
 */
public interface SubmissionQueue {

    /**
     * Puts a new submission at the end of its lane, unless this depositor used the key before.
     *
     * @return the submission that stands under the key: the new one, or the earlier one untouched
     */
    Submission put(Submission submission, Lane lane, Optional<String> idempotencyKey);

    /** The submission that this depositor sent under this key. */
    Optional<Submission> underKey(String depositor, String idempotencyKey);

    Optional<Submission> find(SipId sip);

    /** Newest first, those older than {@code after}. */
    List<Submission> page(SubmissionFilter filter, Optional<SipId> after, int limit);

    /** How many wait, run or are parked. */
    long open();

    /**
     * Takes the oldest submission of this lane that waits and is due, or where there is none the oldest of the other lane,
     * marks it RUNNING, and counts the try. Two callers never get the same one.
     */
    Optional<Submission> take(Lane first, String worker, Instant now);

    /** Says that the worker still lives, and how far it is. Does nothing when the submission no longer runs. */
    void beat(SipId sip, Progress progress, Instant now);

    void archive(SipId sip, List<JudgedFinding> findings, StorageReceipt receipt, SignedReceipt signed, Instant now);

    void refuse(SipId sip, List<JudgedFinding> findings, Instant now);

    /** Back to WAITING, not to be taken before {@code due}. */
    void postpone(SipId sip, String trouble, Instant due);

    /** Back to WAITING, as if it had never been taken: nothing is wrong with it, and the try is not counted. */
    void putBack(SipId sip, String trouble, Instant due);

    void park(SipId sip, String trouble);

    /** A parked submission waits again with its tries forgotten; false when it is not parked. */
    boolean resume(SipId sip, Instant now);

    /** Gives back submissions that claim to run but gave no sign since {@code silentSince}; their worker is dead. */
    int giveBack(Instant silentSince);

    /** Gives back what runs under this name: the process that had the name is gone. */
    int giveBackOf(String worker);

    Optional<SignedReceipt> receipt(SipId sip);
}
