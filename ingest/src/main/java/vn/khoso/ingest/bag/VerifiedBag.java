package vn.khoso.ingest.bag;

import vn.khoso.ingest.staging.UnpackedSip;

/**
 * A bag that was read whole. It may have findings; whether they refuse it, the policy says later.
 *
 * @param second what the second judge says
 * @param unexplained whether the judges disagree for a reason that nobody has written down
 */
public record VerifiedBag(UnpackedSip sip, BagInfo info, SecondJudge.Opinion second, boolean unexplained) {}
