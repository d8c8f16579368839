package vn.khoso.ingest;

import java.io.InputStream;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.khoso.ingest.queue.SubmissionQueue;
import vn.khoso.ingest.receipt.ReceiptDesk;
import vn.khoso.ingest.staging.StagingArea;
import vn.khoso.ingest.staging.StagingArea.Arrival;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.submission.Acceptance;
import vn.khoso.schemas.submission.Delivery;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.RefusalLetter;
import vn.khoso.schemas.submission.SignedReceipt;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;
import vn.khoso.schemas.submission.SubmissionFilter;

/** Takes submissions in and answers for what became of them: each ends in a receipt or a reasoned refusal (D4). */
public final class Submissions {

    private final SubmissionQueue queue;
    private final StagingArea staging;
    private final ReceiptDesk desk;
    private final ProgressBoard board;
    private final IdentifierMint mint;
    private final Clock clock;

    public Submissions(
            SubmissionQueue queue,
            StagingArea staging,
            ReceiptDesk desk,
            ProgressBoard board,
            IdentifierMint mint,
            Clock clock) {
        this.queue = queue;
        this.staging = staging;
        this.desk = desk;
        this.board = board;
        this.mint = mint;
        this.clock = clock;
    }

    /**
     * Reads a container to its end, makes it durable and queues it. The stream is read but not closed. Whether the
     * requester may send at all was decided at the edge.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when disk or database are away or full; nothing is kept then
     */
    public Acceptance accept(InputStream container, Delivery delivery, Requester requester) {
        if (requester.agency().isEmpty()) {
            return new Acceptance.WithoutAgency();
        }
        SipId sip = mint.sip();
        Instant now = now();
        return switch (staging.receive(sip, container, delivery.contentLength())) {
            case Arrival.TooLarge large -> new Acceptance.TooLarge(large.limit());
            case Arrival.LengthDiffers differs -> new Acceptance.LengthDiffers(differs.announced(), differs.received());
            case Arrival.Complete complete ->
                enqueue(sip, complete, delivery, requester, requester.agency().get(), now);
        };
    }

    private Acceptance enqueue(
            SipId sip,
            Arrival.Complete arrived,
            Delivery delivery,
            Requester requester,
            AgencyCode producer,
            Instant now) {
        Submission fresh = new Submission(
                sip,
                mint.aip(),
                producer,
                requester.id(),
                Normalizer.normalize(delivery.fileName(), Normalizer.Form.NFC),
                arrived.size(),
                arrived.sha256(),
                now,
                Optional.empty(),
                State.WAITING,
                Progress.NONE,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty());
        boolean queued = false;
        try {
            Submission standing = queue.put(fresh, delivery.lane(), delivery.idempotencyKey());
            queued = standing.id().equals(sip);
            if (queued) {
                board.arrived();
                return new Acceptance.Accepted(standing, true);
            }
            return standing.digest().equals(arrived.sha256())
                    ? new Acceptance.Accepted(standing, false)
                    : new Acceptance.KeyUsedForOtherBytes(standing);
        } finally {
            if (!queued) {
                staging.discard(sip);
            }
        }
    }

    public Optional<Submission> find(SipId sip) {
        return queue.find(sip).map(this::withLiveProgress);
    }

    /** Empty when there is none or the requester may not know of it: the two look the same. */
    public Optional<Submission> find(SipId sip, Requester requester) {
        Sight sight = sight(requester);
        return find(sip)
                .filter(submission -> sight.sees(submission.producer()))
                .map(submission -> sight instanceof Sight.Everything ? submission : submission.forSender());
    }

    /** Newest first, those older than {@code after}; only what the requester may see. */
    public List<Submission> page(SubmissionFilter filter, Optional<SipId> after, int limit, Requester requester) {
        return switch (sight(requester)) {
            case Sight.Everything everything -> page(filter, after, limit);
            case Sight.Nothing nothing -> List.of();
            case Sight.OwnAgency own ->
                filter.producer().filter(asked -> !asked.equals(own.agency())).isPresent()
                        ? List.of()
                        : page(new SubmissionFilter(filter.states(), Optional.of(own.agency())), after, limit).stream()
                                .map(Submission::forSender)
                                .toList();
        };
    }

    private List<Submission> page(SubmissionFilter filter, Optional<SipId> after, int limit) {
        return queue.page(filter, after, limit).stream()
                .map(this::withLiveProgress)
                .toList();
    }

    /** Bytes of the largest container that is taken. */
    public long limit() {
        return staging.limits().containerBytes();
    }

    /** Hears when the work on a submission in this process comes to an end; asked for before one looks. */
    public ProgressBoard.Ending ending(SipId sip) {
        return board.ending(sip);
    }

    /** As it was found, with what this process knows of it by now; the queue is not asked. */
    public Submission live(Submission found) {
        return board.of(found.id())
                .map(progress -> with(found, State.RUNNING, progress))
                .orElse(found);
    }

    /** How many submissions are not concluded. */
    public long open() {
        return queue.open();
    }

    /** The letter of a refusal, or the report of an acceptance; empty while the submission is not concluded. */
    public Optional<RefusalLetter> letter(SipId sip) {
        return find(sip)
                .flatMap(submission -> submission
                        .concludedAt()
                        .map(concluded -> new RefusalLetter(
                                submission.id(),
                                submission.producer(),
                                submission.fileName(),
                                submission.digest(),
                                submission.receivedAt(),
                                concluded,
                                submission.state() == State.REFUSED,
                                submission.findings())));
    }

    /** The signed receipt; empty unless the submission is archived. */
    public Optional<SignedReceipt> receipt(SipId sip) {
        return queue.receipt(sip);
    }

    /**
     * For a submission that found no room: removes what its try wrote, so that what waits takes none; its container stays.
     *
     * @return whether a disk is down to its reserve, so that nobody else can be worked on either
     */
    public boolean outOfRoom(SipId sip) {
        staging.clearWork(sip);
        return staging.full();
    }

    /** A parked submission goes back to the queue; false when it is not parked. */
    public boolean resume(SipId sip) {
        boolean resumed = queue.resume(sip, now());
        board.arrived();
        return resumed;
    }

    /** Ends a submission with a receipt that is signed over what storage promised. Doing it twice gives the same. */
    public void concludeArchived(Submission submission, List<JudgedFinding> findings, StorageReceipt stored) {
        SignedReceipt signed = desk.issue(submission, stored);
        queue.archive(submission.id(), findings, stored, signed, now());
        staging.discard(submission.id());
    }

    /** Ends a submission with a refusal, once it is durable in the journal. Doing it twice journals it once. */
    public void concludeRefused(Submission submission, List<JudgedFinding> findings) {
        desk.refuse(submission, findings);
        queue.refuse(submission.id(), findings, now());
        staging.discard(submission.id());
    }

    /**
     * Clears the staging folder of what a crash left: concluded submissions, and deliveries that never came to an end. To be
     * called before anything is accepted.
     */
    public void sweep() {
        for (SipId sip : staging.present()) {
            boolean open =
                    queue.find(sip).filter(one -> one.concludedAt().isEmpty()).isPresent();
            if (!open) {
                staging.discard(sip);
            }
        }
    }

    private Submission withLiveProgress(Submission stored) {
        return stored.state() == State.RUNNING ? live(stored) : stored;
    }

    private static Submission with(Submission s, State state, Progress progress) {
        return new Submission(
                s.id(),
                s.aip(),
                s.producer(),
                s.depositor(),
                s.fileName(),
                s.size(),
                s.digest(),
                s.receivedAt(),
                s.concludedAt(),
                state,
                progress,
                s.tries(),
                s.findings(),
                s.receipt(),
                s.trouble());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Whose submissions somebody may see. */
    private sealed interface Sight {
        boolean sees(AgencyCode producer);

        record Everything() implements Sight {
            @Override
            public boolean sees(AgencyCode producer) {
                return true;
            }
        }

        record OwnAgency(AgencyCode agency) implements Sight {
            @Override
            public boolean sees(AgencyCode producer) {
                return agency.equals(producer);
            }
        }

        record Nothing() implements Sight {
            @Override
            public boolean sees(AgencyCode producer) {
                return false;
            }
        }
    }

    private static Sight sight(Requester requester) {
        boolean staff = requester.is(Role.ARCHIVIST)
                || requester.is(Role.PRESERVATION_OFFICER)
                || requester.is(Role.AUDITOR)
                || requester.is(Role.ADMINISTRATOR);
        if (staff) {
            return new Sight.Everything();
        }
        return requester.is(Role.DEPOSITOR) && requester.agency().isPresent()
                ? new Sight.OwnAgency(requester.agency().get())
                : new Sight.Nothing();
    }
}
