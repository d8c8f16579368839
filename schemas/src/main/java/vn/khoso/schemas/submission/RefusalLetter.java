package vn.khoso.schemas.submission;

import java.time.Instant;
import java.util.List;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;

/**
 * What the producer is told of the checks: every finding, not the first (ISO 16363, 4.1.5 to 4.1.7).
 *
 * @param refused true for a refusal; false for the report of a package that was accepted, with its warnings
 * @param findings in the order of the checks
 */
public record RefusalLetter(
        SipId sip,
        AgencyCode producer,
        String fileName,
        Fixity digest,
        Instant receivedAt,
        Instant concludedAt,
        boolean refused,
        List<JudgedFinding> findings) {

    public RefusalLetter {
        findings = List.copyOf(findings);
    }
}
