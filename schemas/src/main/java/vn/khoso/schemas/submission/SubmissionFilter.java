package vn.khoso.schemas.submission;

import java.util.Optional;
import java.util.Set;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * Which submissions are asked for.
 *
 * @param states empty for all
 * @param producer only submissions of this body
 */
public record SubmissionFilter(Set<Submission.State> states, Optional<AgencyCode> producer) {

    public static final SubmissionFilter ALL = new SubmissionFilter(Set.of(), Optional.empty());

    public SubmissionFilter {
        states = Set.copyOf(states);
    }
}
