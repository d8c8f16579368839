package vn.khoso.preservation.seal;

import java.time.Instant;

/**
 * What an authority said of the time.
 *
 * @param reply TimeStampResp of RFC 3161, DER
 * @param at the time in it
 * @param authority its name in the stamp, or that of its certificate
 * @param policy identifier (OID) of the policy under which it was given
 * @param test given by a test authority of ours: proves the form and no time
 */
public record TimeStamp(byte[] reply, Instant at, String authority, String policy, boolean test) {}
