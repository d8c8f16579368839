package vn.khoso.ingest;

import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.bag.VerifiedBag;
import vn.khoso.ingest.characterise.CharacterisedBag;
import vn.khoso.ingest.compose.ComposedAip;
import vn.khoso.ingest.describe.DescribedSip;
import vn.khoso.ingest.staging.UnpackedSip;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.Outcome.Judged;
import vn.khoso.ingest.step.Step;
import vn.khoso.schemas.aip.StorageReceipt;
import vn.khoso.schemas.submission.Submission;

/** Ingest from end to end, in the order it happens. To add a check, write a {@link Step} and give it its line here. */
public final class IngestPipeline {

    private final Step<Submission, UnpackedSip> unpack;
    private final Step<UnpackedSip, VerifiedBag> verifyBag;
    private final Step<VerifiedBag, VerifiedBag> agree;
    private final Step<VerifiedBag, CharacterisedBag> characterise;
    private final Step<CharacterisedBag, DescribedSip> describe;
    private final SubmissionAgreement agreement;
    private final Step<Judged<DescribedSip>, ComposedAip> compose;
    private final Step<ComposedAip, StorageReceipt> store;

    /** The checks, the agreement that weighs what they find, and what is done with a package that passes. */
    public IngestPipeline(Checks checks, SubmissionAgreement agreement, Keeping keeping) {
        this.unpack = checks.unpack();
        this.verifyBag = checks.verifyBag();
        this.agree = checks.agree();
        this.characterise = checks.characterise();
        this.describe = checks.describe();
        this.agreement = agreement;
        this.compose = keeping.compose();
        this.store = keeping.store();
    }

    /** The steps that find. */
    public record Checks(
            Step<Submission, UnpackedSip> unpack,
            Step<UnpackedSip, VerifiedBag> verifyBag,
            Step<VerifiedBag, VerifiedBag> agree,
            Step<VerifiedBag, CharacterisedBag> characterise,
            Step<CharacterisedBag, DescribedSip> describe) {}

    /** The steps that keep. */
    public record Keeping(Step<Judged<DescribedSip>, ComposedAip> compose, Step<ComposedAip, StorageReceipt> store) {}

    /**
     * Passed with what storage promises, or stopped with every finding.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault when the archive cannot go on; the whole run may be repeated
     */
    public Outcome<StorageReceipt> run(Submission submission) {
        return Outcome.passed(submission)
                .then(unpack)
                .then(verifyBag)
                .then(agree)
                .then(characterise)
                .then(describe)
                .judged(agreement)
                .then(compose)
                .then(store);
    }

    /** The agreement that weighs the findings. */
    public SubmissionAgreement agreement() {
        return agreement;
    }
}
