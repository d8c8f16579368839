package vn.khoso.schemas.submission;

/** What came of handing in a container: staged and queued, or turned away before anything was kept. */
public sealed interface Acceptance {

    /**
     * The bytes are durable on disk and the job is in the queue.
     *
     * @param first false when the idempotency key named an earlier delivery of the same bytes; this is that one
     */
    record Accepted(Submission submission, boolean first) implements Acceptance {}

    /** The idempotency key was used before for other bytes. Nothing was kept. */
    record KeyUsedForOtherBytes(Submission earlier) implements Acceptance {}

    /** The container is larger than the archive takes. Nothing was kept. */
    record TooLarge(long limit) implements Acceptance {}

    /** The connection ended early, or gave more than was announced. Nothing was kept. */
    record LengthDiffers(long announced, long received) implements Acceptance {}

    /** The depositor works for no body, so nobody would answer for the submission. Nothing was read. */
    record WithoutAgency() implements Acceptance {}
}
