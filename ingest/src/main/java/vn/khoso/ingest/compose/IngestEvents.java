package vn.khoso.ingest.compose;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.khoso.ingest.bag.VerifiedBag;
import vn.khoso.ingest.describe.DescribedSip;
import vn.khoso.ingest.step.Outcome.Judged;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.submission.Submission;

/** What happened from reception to composition, as PREMIS events. Nothing of a citizen stands in them. */
final class IngestEvents {

    private static final Agent ARCHIVE = new Agent("software:khoso", Agent.Type.SOFTWARE, "Kho Số");

    private final IdentifierMint mint;
    private final Submission submission;
    private final Instant now;

    IngestEvents(IdentifierMint mint, Submission submission, Instant now) {
        this.mint = mint;
        this.submission = submission;
        this.now = now;
    }

    List<Event> of(Judged<DescribedSip> judged) {
        VerifiedBag bag = judged.value().bag().bag();
        return List.of(
                reception(),
                done(
                        EventType.UNPACKING,
                        "The container was unpacked.",
                        Map.of("files", Integer.toString(bag.sip().files().size()))),
                done(
                        EventType.MESSAGE_DIGEST_CALCULATION,
                        "SHA-256 and SHA-512 of every file were computed.",
                        Map.of("algorithms", "SHA-256 SHA-512")),
                bagValidation(bag, judged.findings()),
                judged(
                        EventType.FORMAT_IDENTIFICATION,
                        "The format of every payload file was identified.",
                        "FORMAT_UNKNOWN",
                        judged.findings(),
                        Map.of("tools", tools(judged.value()))),
                judged(
                        EventType.FORMAT_VALIDATION,
                        "Every payload file was validated.",
                        "FORMAT_",
                        judged.findings(),
                        Map.of("verdicts", verdicts(judged.value()))),
                judged(
                        EventType.METADATA_VALIDATION,
                        "The descriptive metadata were validated.",
                        "METADATA_",
                        judged.findings(),
                        Map.of(
                                "records",
                                Integer.toString(judged.value().results().size()))),
                done(
                        EventType.INFORMATION_PACKAGE_CREATION,
                        "The archival information package was composed.",
                        Map.of()));
    }

    private Event reception() {
        Agent producer = new Agent(
                "agency:" + submission.producer().value(),
                Agent.Type.ORGANIZATION,
                submission.producer().value());
        return new Event(
                mint.version7(),
                EventType.RECEPTION,
                millis(submission.receivedAt()),
                EventOutcome.SUCCESS,
                producer,
                List.of(submission.id().toString()),
                "The submission was received.",
                Map.of("sipSha256", submission.digest().hex(), "sipSize", Long.toString(submission.size())));
    }

    /** A disagreement of the judges that nobody has explained is for people to look at, though ours decides. */
    private Event bagValidation(VerifiedBag bag, List<JudgedFinding> findings) {
        Map<String, String> detail = Map.of(
                "second",
                bag.second().program() + " " + bag.second().kind(),
                "judges",
                bag.unexplained() ? "disagree" : "agree");
        String note = "The bag was validated (RFC 8493).";
        return bag.unexplained()
                ? event(EventType.BAG_VALIDATION, EventOutcome.WARNING, note, detail)
                : judged(EventType.BAG_VALIDATION, note, "BAG_", findings, detail);
    }

    private Event done(EventType type, String note, Map<String, String> detail) {
        return event(type, EventOutcome.SUCCESS, note, detail);
    }

    private Event judged(
            EventType type, String note, String prefix, List<JudgedFinding> findings, Map<String, String> detail) {
        boolean found =
                findings.stream().anyMatch(one -> one.finding().code().name().startsWith(prefix));
        return event(type, found ? EventOutcome.WARNING : EventOutcome.SUCCESS, note, detail);
    }

    private Event event(EventType type, EventOutcome outcome, String note, Map<String, String> detail) {
        return new Event(
                mint.version7(),
                type,
                now,
                outcome,
                ARCHIVE,
                List.of(submission.aip().toString(), submission.id().toString()),
                note,
                detail);
    }

    private static String tools(DescribedSip sip) {
        Set<String> tools = new TreeSet<>();
        sip.bag().said().values().forEach(said -> tools.addAll(said.tools()));
        return String.join("; ", tools);
    }

    private static String verdicts(DescribedSip sip) {
        Map<Characterisation.Verdict, Integer> counts = new java.util.EnumMap<>(Characterisation.Verdict.class);
        sip.bag().said().values().forEach(said -> counts.merge(said.verdict(), 1, Integer::sum));
        return counts.toString().replaceAll("[{},]", "");
    }

    /** The circular's times have milliseconds; finer ones would not survive the PREMIS file. */
    static Instant millis(Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
