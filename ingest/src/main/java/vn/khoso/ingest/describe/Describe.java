package vn.khoso.ingest.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khoso.ingest.agreement.AgencyRegistry;
import vn.khoso.ingest.characterise.CharacterisedBag;
import vn.khoso.ingest.staging.UnpackedFile;
import vn.khoso.ingest.step.Findings;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.step.Step;
import vn.khoso.preservation.Catalogue;
import vn.khoso.preservation.Retention;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.ResultReader;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.submission.Progress.Phase;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.OwnerId;

/** Reads {@code metadata/tthc.json} and judges it against the files, the agreement, the retention table and the catalogue. */
public final class Describe implements Step<CharacterisedBag, DescribedSip> {

    /** Metadata larger than this is no description of records. */
    private static final long MOST_BYTES = 64L << 20;

    private static final String PAYLOAD_FOLDER = "data/";

    /** Findings of the reader that leave a description as good as it was: the shapes have the last word beside them. */
    private static final Set<FindingCode> DOUBTS =
            Set.of(FindingCode.METADATA_CODE_UNKNOWN, FindingCode.METADATA_OWNER_BIRTH_YEAR_DIFFERS);

    private final ResultReader reader = new ResultReader();
    private final AgencyRegistry registry;
    private final Catalogue catalogue;
    private final Retention retention;
    private final DescriptionRules rules;
    private final ProgressBoard board;

    public Describe(
            AgencyRegistry registry,
            Catalogue catalogue,
            Retention retention,
            DescriptionRules rules,
            ProgressBoard board) {
        this.registry = registry;
        this.catalogue = catalogue;
        this.retention = retention;
        this.rules = rules;
        this.board = board;
    }

    @Override
    public Outcome<DescribedSip> run(CharacterisedBag bag) {
        Submission submission = bag.bag().sip().submission();
        board.mark(submission.id(), Phase.DESCRIBE, 0, 0, 0, 0);
        Optional<UnpackedFile> file = bag.bag().sip().files().stream()
                .filter(one -> one.path().value().equals(ResultReader.PATH))
                .findFirst();
        if (file.isEmpty()) {
            return new Outcome.Stopped<>(List.of(Finding.of(FindingCode.METADATA_MISSING, ResultReader.PATH)));
        }
        ResultReader.Reading reading = reader.read(bytes(file.get()));
        Findings findings = new Findings();
        findings.addAll(reading.findings());
        PayloadIndex payload = new PayloadIndex(bag.bag().sip().files());
        List<AdministrativeResult> results = new ArrayList<>();
        board.claim(submission.id(), papers(reading.results()));
        for (int i = 0; i < reading.results().size(); i++) {
            String pointer = "/records/" + i;
            AdministrativeResult result = payload.spelled(reading.results().get(i), pointer, findings);
            results.add(result);
            judge(result, pointer, submission, bag, findings);
        }
        if (!reading.complete()) {
            return new Outcome.Stopped<>(findings.list());
        }
        rules.check(results).stream()
                .filter(one -> !toldBefore(one, reading.findings()))
                .forEach(findings::add);
        payload.undescribed().forEach(path -> findings.add(FindingCode.METADATA_FILE_UNDESCRIBED, path.value()));
        return new Outcome.Passed<>(new DescribedSip(bag, results), findings.list());
    }

    /** Names for papers, so that two deliveries of one paper are judged one after the other: only then is one a duplicate. */
    private static Set<String> papers(List<AdministrativeResult> results) {
        return results.stream()
                .map(one -> String.join(
                        "\0",
                        one.documentTypeCode(),
                        one.issuedDate().text(),
                        one.referenceNumber().orElse(""),
                        one.owner().id().map(OwnerId::value).orElse(one.owner().name())))
                .collect(Collectors.toSet());
    }

    /** A record that the reader complained about breaks shapes for the same reason; one complaint is enough. */
    private static boolean toldBefore(Finding shape, List<Finding> told) {
        String[] steps = shape.subject().split("/", 4);
        String record = steps.length > 2 ? "/" + steps[1] + "/" + steps[2] : shape.subject();
        return told.stream()
                .filter(one -> !DOUBTS.contains(one.code()))
                .anyMatch(one -> one.subject().equals(record) || one.subject().startsWith(record + "/"));
    }

    private static byte[] bytes(UnpackedFile file) {
        if (file.size() > MOST_BYTES) {
            return new byte[0]; // reads as "not JSON"
        }
        try {
            return Files.readAllBytes(file.bytes());
        } catch (IOException trouble) {
            throw new ArchiveFault.StorageUnavailable("cannot read an unpacked file", trouble);
        }
    }

    private void judge(
            AdministrativeResult result,
            String pointer,
            Submission submission,
            CharacterisedBag bag,
            Findings findings) {
        AgencyCode custodian = result.custodianAgency();
        if (registry.find(submission.producer()).isPresent()
                && !registry.answersFor(submission.producer(), custodian)) {
            findings.add(Finding.of(FindingCode.AGREEMENT_AGENCY_NOT_ALLOWED, pointer + "/custodianAgencyCode")
                    .with("found", custodian.value()));
        }
        pages(result, bag)
                .filter(found -> found != result.pageCount())
                .ifPresent(found ->
                        findings.add(Finding.of(FindingCode.METADATA_PAGE_COUNT_DIFFERS, pointer + "/numberOfPage")
                                .with("expected", Integer.toString(result.pageCount()))
                                .with("found", Integer.toString(found))));
        if (retention.decide(List.of(result)).period() instanceof RetentionPeriod.Unclassified) {
            findings.add(FindingCode.RETENTION_UNCLASSIFIED, pointer);
        }
        // A try that was stored before a fault finds itself: that is no duplicate.
        catalogue.sameResult(result).stream()
                .filter(kept -> !kept.aip().equals(submission.aip()))
                .findFirst()
                .map(RecordEntry::id)
                .ifPresent(kept -> findings.add(Finding.of(FindingCode.METADATA_DUPLICATE_RESULT, pointer)
                        .with("found", kept.toString())));
    }

    /** Pages of all files together; empty when one of them has no pages that a tool can count. */
    private static Optional<Integer> pages(AdministrativeResult result, CharacterisedBag bag) {
        int pages = 0;
        for (PackagePath path : result.files()) {
            String count = Optional.ofNullable(bag.said().get(path))
                    .map(said -> said.properties().getOrDefault("pages", ""))
                    .orElse("");
            if (!count.matches("\\d{1,6}")) {
                return Optional.empty();
            }
            pages += Integer.parseInt(count);
        }
        return result.files().isEmpty() ? Optional.empty() : Optional.of(pages);
    }

    /** The payload by normal form: metadata may spell a name in another Unicode form than the bag. */
    private static final class PayloadIndex {
        private final Map<String, PackagePath> open = new HashMap<>();
        private final Map<String, PackagePath> all = new HashMap<>();

        PayloadIndex(List<UnpackedFile> files) {
            files.stream()
                    .map(UnpackedFile::path)
                    .filter(path -> path.value().startsWith(PAYLOAD_FOLDER))
                    .forEach(path -> {
                        open.put(path.nfc(), path);
                        all.put(path.nfc(), path);
                    });
        }

        AdministrativeResult spelled(AdministrativeResult result, String pointer, Findings findings) {
            List<PackagePath> files = new ArrayList<>();
            for (PackagePath named : result.files()) {
                PackagePath kept = all.get(named.nfc());
                if (kept == null) {
                    findings.add(Finding.of(FindingCode.METADATA_FILE_NOT_IN_BAG, named.value())
                            .with("at", pointer));
                } else {
                    files.add(kept);
                    open.remove(named.nfc());
                }
            }
            return files.equals(result.files()) ? result : withFiles(result, files);
        }

        List<PackagePath> undescribed() {
            return open.values().stream().sorted().toList();
        }

        private static AdministrativeResult withFiles(AdministrativeResult r, List<PackagePath> files) {
            return new AdministrativeResult(
                    r.sourceSystem(),
                    r.sourceRecordId(),
                    r.documentTypeCode(),
                    r.documentName(),
                    r.referenceNumber(),
                    r.summary(),
                    r.issuedDate(),
                    r.issuingAgencyName(),
                    r.issuingAgency(),
                    r.custodianAgency(),
                    r.signer(),
                    r.owner(),
                    r.coOwners(),
                    r.validity(),
                    r.procedureCase(),
                    r.placement(),
                    r.accessMode(),
                    r.retentionCode(),
                    r.language(),
                    r.confidenceLevel(),
                    r.pageCount(),
                    r.legacy(),
                    files,
                    r.data());
        }
    }
}
