package vn.khoso.ingest.characterise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.bag.VerifiedBag;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.step.Findings;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.preservation.Formats;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.submission.Progress.Phase;

/** Has every payload file identified and validated, and looks whether its format is one that the agreement takes. */
public final class Characterise implements Step<VerifiedBag, CharacterisedBag> {

    private static final String PAYLOAD_FOLDER = "data/";

    private final Formats formats;
    private final SubmissionAgreement agreement;
    private final ProgressBoard board;

    public Characterise(Formats formats, SubmissionAgreement agreement, ProgressBoard board) {
        this.formats = formats;
        this.agreement = agreement;
        this.board = board;
    }

    @Override
    public Outcome<CharacterisedBag> run(VerifiedBag bag) {
        List<UnpackedFile> payload = bag.sip().files().stream()
                .filter(file -> file.path().value().startsWith(PAYLOAD_FOLDER))
                .toList();
        long total = payload.stream().mapToLong(UnpackedFile::size).sum();
        Findings findings = new Findings();
        Map<PackagePath, Characterisation> said = new HashMap<>();
        long done = 0;
        for (UnpackedFile file : payload) {
            board.mark(bag.sip().submission().id(), Phase.CHARACTERISE, said.size(), payload.size(), done, total);
            Characterisation one = formats.characterise(file.bytes(), file.path());
            said.put(file.path(), one);
            findings.addAll(one.findings());
            requireTaken(file.path(), one.format(), findings);
            done += file.size();
        }
        return new Outcome.Passed<>(new CharacterisedBag(bag, said), findings.list());
    }

    private void requireTaken(PackagePath path, FormatDesignation format, Findings findings) {
        if (!agreement.takes(format.mediaType())) {
            findings.add(
                    Finding.of(FindingCode.FORMAT_NOT_ACCEPTED, path.value()).with("found", format.mediaType()));
        }
    }
}
