package vn.khoso.ingest.bag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vn.khoso.ingest.bag.SecondJudge.Opinion;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;

/**
 * Where bagit-java 5.2.0 is known to be wrong, so that only a disagreement that nobody has explained raises an alarm. The
 * numbers are those of the list of defects that were seen. It also holds our profile, which asks for more than the RFC.
 */
public enum KnownDefect {
    /** B1: hash skipped, or bag refused, when manifest and disk differ in Unicode form. */
    B1_UNICODE_FORM(Side.EITHER, FindingCode.BAG_NAME_FORM_DIFFERS),
    /** B2: unlisted files below {@code data/.bagit} are overlooked. */
    B2_HIDDEN_FILE(Side.TOO_MILD, FindingCode.BAG_FILE_UNLISTED),
    /** B5: of two lines for one path the last wins. */
    B5_DUPLICATE_PATH(Side.TOO_MILD, FindingCode.BAG_MANIFEST_DUPLICATE_PATH),
    /** B9: fetch.txt is not looked at closely. */
    B9_FETCH(Side.TOO_MILD, FindingCode.BAG_FETCH_REFUSED),
    /** B11: weak digests and other versions are taken. */
    B11_WEAK_OR_OTHER_VERSION(
            Side.TOO_MILD,
            FindingCode.BAG_MANIFEST_ALGORITHM_WEAK,
            FindingCode.BAG_MANIFEST_ALGORITHM_UNKNOWN,
            FindingCode.BAG_VERSION_UNSUPPORTED),
    /** {@code isValid} does not compare Payload-Oxum. */
    OXUM_NOT_COMPARED(Side.TOO_MILD, FindingCode.BAG_PAYLOAD_OXUM_MISMATCH),
    /** Leading white space, missing colons and the like in bag-info.txt are let through. */
    INFO_READ_MILDLY(Side.TOO_MILD, FindingCode.BAG_INFO_INVALID),
    /** A declaration with more lines than two, or an encoding that is not UTF-8, is taken. */
    DECLARATION_READ_MILDLY(Side.TOO_MILD, FindingCode.BAG_DECLARATION_INVALID, FindingCode.BAG_TEXT_NOT_UTF8),
    /** Not a defect: our profile asks for what the RFC only allows. */
    OUR_PROFILE(
            Side.TOO_MILD,
            FindingCode.BAG_TAG_MANIFEST_MISSING,
            FindingCode.BAG_TAG_FILE_UNLISTED,
            FindingCode.BAG_PROFILE_VIOLATED,
            FindingCode.BAG_PAYLOAD_MISSING,
            FindingCode.BAG_MANIFESTS_DISAGREE);

    private enum Side {
        TOO_MILD,
        EITHER
    }

    private final Side side;
    private final Set<FindingCode> codes;

    KnownDefect(Side side, FindingCode... codes) {
        this.side = side;
        this.codes = Set.of(codes);
    }

    /** What a comparison of both judges came to. */
    public sealed interface Comparison {
        record Agreed() implements Comparison {}

        record Explained(List<KnownDefect> defects) implements Comparison {}

        /** Nobody has explained this yet: an error of theirs that is not on the list, or one of ours. */
        record Unexplained() implements Comparison {}
    }

    /**
     * @param ours findings about the bag
     * @param manifestsPlain false when a digest is upper case (B6) or a path holds {@code %25} (B7): the other judge refuses
     *     both, though the RFC allows them
     */
    public static Comparison compare(List<Finding> ours, Opinion theirs, boolean manifestsPlain) {
        boolean weSayValid = ours.stream().allMatch(one -> one.code() == FindingCode.BAG_NAME_FORM_DIFFERS);
        return switch (theirs.kind()) {
            case NONE -> new Comparison.Agreed();
            case VALID -> weSayValid ? new Comparison.Agreed() : explained(ours, true);
            case INVALID ->
                !weSayValid
                        ? new Comparison.Agreed()
                        : manifestsPlain ? explained(ours, false) : new Comparison.Explained(List.of());
        };
    }

    private static Comparison explained(List<Finding> ours, boolean tooMild) {
        List<KnownDefect> defects = ours.stream()
                .flatMap(one -> of(one.code(), tooMild).stream())
                .distinct()
                .toList();
        boolean all = ours.stream().allMatch(one -> of(one.code(), tooMild).isPresent());
        return all && !defects.isEmpty() ? new Comparison.Explained(defects) : new Comparison.Unexplained();
    }

    private static Optional<KnownDefect> of(FindingCode code, boolean tooMild) {
        return Stream.of(values())
                .filter(one -> one.codes.contains(code) && (tooMild || one.side == Side.EITHER))
                .findFirst();
    }
}
