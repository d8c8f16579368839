package vn.khoso.ingest.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.ingest.agreement.SubmissionAgreement;
import vn.khoso.ingest.characterise.CharacterisedBag;
import vn.khoso.ingest.describe.DescribedSip;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.Outcome.Judged;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.codec.json.AipJson;
import vn.khoso.schemas.codec.premis.PremisDocument;
import vn.khoso.schemas.codec.premis.PremisXml;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.submission.Progress.Phase;
import vn.khoso.schemas.submission.Submission;

/**
 * Puts the package together: the bag as it came below {@code sip/}, and {@code metadata/} with the package in its own words,
 * PREMIS, and the report of all checks.
 */
public final class Compose implements Step<Judged<DescribedSip>, ComposedAip> {

    private static final FormatDesignation TEXT = new FormatDesignation(
            Optional.of("x-fmt/111"), "text/plain", Optional.of("Plain Text File"), Optional.empty());
    private static final FormatDesignation JSON = new FormatDesignation(
            Optional.of("fmt/817"), "application/json", Optional.of("JSON Data Interchange Format"), Optional.empty());
    private static final FormatDesignation XML = new FormatDesignation(
            Optional.of("fmt/101"), "application/xml", Optional.of("Extensible Markup Language"), Optional.of("1.0"));

    private final SubmissionAgreement agreement;
    private final IdentifierMint mint;
    private final Clock clock;
    private final ProgressBoard board;

    public Compose(SubmissionAgreement agreement, IdentifierMint mint, Clock clock, ProgressBoard board) {
        this.agreement = agreement;
        this.mint = mint;
        this.clock = clock;
        this.board = board;
    }

    @Override
    public Outcome<ComposedAip> run(Judged<DescribedSip> judged) {
        DescribedSip described = judged.value();
        Submission submission = described.bag().bag().sip().submission();
        board.mark(submission.id(), Phase.COMPOSE, 0, 0, 0, 0);
        Path work = described.bag().bag().sip().work();
        Instant now = IngestEvents.millis(clock.instant());
        List<Event> events = new IngestEvents(mint, submission, now).of(judged);
        List<StagedFile> files = new ArrayList<>(bag(described.bag()));
        files.add(own(work, ValidationReport.PATH, JSON, ValidationReport.write(judged, agreement.version())));
        byte[] premis = PremisXml.write(
                new PremisDocument(submission.aip(), submission.id(), objects(files), described.results(), events));
        files.add(own(work, PremisDocument.PATH, XML, premis));
        byte[] description = AipJson.write(aip(submission, now, files, described, events));
        files.add(own(work, AipJson.PATH, JSON, description));
        return Outcome.passed(new ComposedAip(submission, work, aip(submission, now, files, described, events)));
    }

    private static ArchivalInformationPackage aip(
            Submission submission, Instant now, List<StagedFile> files, DescribedSip described, List<Event> events) {
        return new ArchivalInformationPackage(
                submission.aip(), submission.id(), submission.producer(), now, files, described.results(), events);
    }

    private static List<FileObject> objects(List<StagedFile> files) {
        return files.stream().map(StagedFile::object).toList();
    }

    private static List<StagedFile> bag(CharacterisedBag bag) {
        return bag.bag().sip().files().stream()
                .map(file -> new StagedFile(
                        new FileObject(
                                file.path().within(ArchivalInformationPackage.BAG_FOLDER),
                                file.size(),
                                file.sha256(),
                                file.sha512(),
                                format(file, bag)),
                        file.bytes()))
                .toList();
    }

    /** Payload files were identified by their bytes; tag files are what the standard says they are. */
    private static FormatDesignation format(UnpackedFile file, CharacterisedBag bag) {
        return Optional.ofNullable(bag.said().get(file.path()))
                .map(Characterisation::format)
                .orElseGet(() -> file.path().value().endsWith(".json")
                        ? JSON
                        : file.path().value().endsWith(".txt") ? TEXT : FormatDesignation.UNKNOWN);
    }

    private static StagedFile own(Path work, String path, FormatDesignation format, byte[] bytes) {
        PackagePath place = new PackagePath(path);
        Path target = work.resolve(place.fileName());
        try {
            Files.write(target, bytes);
        } catch (IOException trouble) {
            throw trouble.getMessage() != null && trouble.getMessage().contains("No space left")
                    ? new ArchiveFault.StorageFull("cannot write " + path, trouble)
                    : new ArchiveFault.StorageUnavailable("cannot write " + path, trouble);
        }
        FileObject object = new FileObject(
                place,
                bytes.length,
                Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                format);
        return new StagedFile(object, target);
    }
}
