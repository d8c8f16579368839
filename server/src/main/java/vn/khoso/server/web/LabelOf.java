package vn.khoso.server.web;

import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.submission.Progress.Phase;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Validity;
import vn.khoso.server.web.words.FixityWords;
import vn.khoso.server.web.words.IngestWords;
import vn.khoso.server.web.words.Labels;
import vn.khoso.server.web.words.RecordWords;
import vn.khoso.server.web.words.RetentionWords;
import vn.khoso.server.web.words.SearchWords;
import vn.khoso.server.web.words.Text;
import vn.khoso.server.web.words.TroubleWords;

/** The words, sign and colour for the values of the house: a state is never shown by colour alone. */
public final class LabelOf {

    private LabelOf() {}

    /** A word with its sign and the class that colours it. */
    public record Chip(String css, String sign, Text text) {}

    public static Text role(Role role) {
        return Labels.valueOf("ROLE_" + role.name());
    }

    public static Text phase(Phase phase) {
        return Labels.valueOf("PHASE_" + phase.name());
    }

    public static Text event(EventType type) {
        return Labels.valueOf("EVENT_" + type.name());
    }

    public static Text facet(FacetName facet) {
        return SearchWords.valueOf(facet.name());
    }

    public static Text access(AccessMode mode) {
        return RecordWords.valueOf("ACCESS_" + mode.code());
    }

    public static Chip validity(Validity.Status status) {
        Text text = Labels.valueOf("VALIDITY_" + status.name());
        return switch (status) {
            case VALID -> new Chip("ok", "✓", text);
            case EXPIRED -> new Chip("warn", "◷", text);
            case REVOKED -> new Chip("bad", "✕", text);
            case REPLACED -> new Chip("warn", "⇄", text);
            case SUSPENDED, DISPUTED -> new Chip("hold", "⚑", text);
        };
    }

    public static Chip state(Submission.State state) {
        Text text = IngestWords.valueOf(state.name());
        return switch (state) {
            case WAITING -> new Chip("info", "○", text);
            case RUNNING -> new Chip("info", "◔", text);
            case ARCHIVED -> new Chip("ok", "✓", text);
            case REFUSED -> new Chip("bad", "✕", text);
            case PARKED -> new Chip("hold", "⚑", text);
        };
    }

    public static Chip level(FindingLevel level) {
        Text text = IngestWords.valueOf("LEVEL_" + level.name());
        return switch (level) {
            case REFUSE -> new Chip("bad", "✕", text);
            case WARN -> new Chip("warn", "!", text);
            case NOTE -> new Chip("info", "i", text);
        };
    }

    public static Chip outcome(EventOutcome outcome) {
        Text text = Labels.valueOf("OUTCOME_" + outcome.name());
        return switch (outcome) {
            case SUCCESS -> new Chip("ok", "✓", text);
            case WARNING -> new Chip("warn", "!", text);
            case FAILURE -> new Chip("bad", "✕", text);
        };
    }

    /** @param trouble what the ingest worker wrote down: the name of the fault, a colon, and what an operator wants to know */
    public static Text trouble(String trouble) {
        return switch (trouble.replaceFirst(":.*$", "")) {
            case "StorageUnavailable" -> TroubleWords.STORAGE_UNAVAILABLE;
            case "StorageFull" -> TroubleWords.STORAGE_FULL;
            case "VolumeFenced" -> TroubleWords.VOLUME_FENCED;
            case "ContentAltered" -> TroubleWords.CONTENT_ALTERED;
            case "ContentMissing" -> TroubleWords.CONTENT_MISSING;
            case "AlreadyStored" -> TroubleWords.ALREADY_STORED;
            case "DatabaseUnavailable" -> TroubleWords.DATABASE_UNAVAILABLE;
            case "WorkerUnavailable" -> TroubleWords.WORKER_UNAVAILABLE;
            case "SealUnavailable" -> TroubleWords.SEAL_UNAVAILABLE;
            case "DiscoveryUnavailable" -> TroubleWords.DISCOVERY_UNAVAILABLE;
            default -> TroubleWords.OTHER;
        };
    }

    public static Text meaning(Incident.Kind kind) {
        return switch (kind) {
            case ALTERED -> FixityWords.ALTERED_MEANS;
            case MISSING -> FixityWords.MISSING_MEANS;
            case EXTRA -> FixityWords.EXTRA_MEANS;
            case UNREAD -> FixityWords.UNREAD_MEANS;
        };
    }

    public static String period(Shell shell, RetentionPeriod period) {
        return switch (period) {
            case RetentionPeriod.Years years -> shell.say(RetentionWords.YEARS, years.years());
            case RetentionPeriod.Permanent forEver -> shell.say(RetentionWords.PERMANENT);
            case RetentionPeriod.Unclassified unknown -> shell.say(RetentionWords.UNCLASSIFIED);
        };
    }
}
