package vn.khoso.schemas.catalogue;

import java.time.Instant;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.retention.RetentionDecision;

/**
 * The catalogue's row of one AIP version (ISO 14721, 4.1.1.4): enough to find it, judge access, and know its clocks.
 *
 * @param rootDigest SHA-512 of the root inventory
 * @param bytes payload and metadata together
 */
public record PackageEntry(
        AipId aip,
        int version,
        SipId sip,
        AgencyCode producer,
        Fixity rootDigest,
        int fileCount,
        long bytes,
        int recordCount,
        Instant storedAt,
        RetentionDecision retention) {}
