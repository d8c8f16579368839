package vn.khoso.ingest.bag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.ingest.bag.SecondJudge.Opinion;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.staging.UnpackedSip;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.submission.Progress.Phase;

/** Judges the bag, and asks a second judge whether it sees the same. */
public final class VerifyBag implements Step<UnpackedSip, VerifiedBag> {

    /** Above this the second judge takes seconds: it is quadratic in the files of a folder (B12). */
    private static final int MOST_FILES_FOR_SECOND = 5_000;

    /** Without these there is no bag whose content could be judged. */
    private static final Set<FindingCode> NOTHING_TO_GO_ON =
            Set.of(FindingCode.BAG_DECLARATION_MISSING, FindingCode.BAG_PAYLOAD_MISSING);

    private static final Logger LOG = LoggerFactory.getLogger(VerifyBag.class);

    private final SecondJudge second;
    private final ProgressBoard board;

    public VerifyBag(SecondJudge second, ProgressBoard board) {
        this.second = second;
        this.board = board;
    }

    @Override
    public Outcome<VerifiedBag> run(UnpackedSip sip) {
        board.mark(sip.submission().id(), Phase.VERIFY_BAG, 0, sip.files().size(), 0, 0);
        BagReader.Reading reading = BagReader.read(sip.files());
        Opinion opinion = second(sip);
        boolean unexplained = unexplained(sip, reading.findings(), opinion);
        return reading.findings().stream().anyMatch(one -> NOTHING_TO_GO_ON.contains(one.code()))
                ? new Outcome.Stopped<>(reading.findings())
                : new Outcome.Passed<>(new VerifiedBag(sip, reading.info(), opinion, unexplained), reading.findings());
    }

    private Opinion second(UnpackedSip sip) {
        if (sip.files().size() > MOST_FILES_FOR_SECOND) {
            return new Opinion(Opinion.Kind.NONE, "none", "more than " + MOST_FILES_FOR_SECOND + " files");
        }
        try {
            Path folder = Files.createDirectories(sip.work().resolve("second"));
            return second.judge(sip.files(), folder);
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("no folder for the second judge", trouble);
        }
    }

    private static boolean unexplained(UnpackedSip sip, List<Finding> ours, Opinion theirs) {
        boolean plain = sip.files().stream().filter(VerifyBag::manifest).allMatch(VerifyBag::plain);
        return switch (KnownDefect.compare(ours, theirs, plain)) {
            case KnownDefect.Comparison.Agreed agreed -> false;
            case KnownDefect.Comparison.Explained explained -> false;
            case KnownDefect.Comparison.Unexplained unexplained -> {
                LOG.warn(
                        "the judges of the bag of {} disagree: we have {} findings, {} says {} ({})",
                        sip.submission().id(),
                        ours.size(),
                        theirs.program(),
                        theirs.kind(),
                        theirs.reason());
                yield true;
            }
        };
    }

    private static boolean manifest(UnpackedFile file) {
        String name = file.path().value();
        return name.endsWith(".txt") && (name.startsWith("manifest-") || name.startsWith("tagmanifest-"));
    }

    private static boolean plain(UnpackedFile manifest) {
        return TagText.read(manifest, java.nio.charset.StandardCharsets.UTF_8)
                .filter(text -> !text.contains("%25"))
                .filter(text -> TagText.lines(text).stream().noneMatch(VerifyBag::upperCaseDigest))
                .isPresent();
    }

    private static boolean upperCaseDigest(String line) {
        return line.chars().takeWhile(c -> c != ' ' && c != '\t').anyMatch(c -> c >= 'A' && c <= 'F');
    }
}
