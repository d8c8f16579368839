package vn.khoso.ingest.demo;

import java.util.Optional;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * One made-up deposit.
 *
 * @param name file name, for example {@code kho-0001.zip}
 * @param producer the body that answers for its records; a sender above it may send it too
 * @param zip the container: a zipped bag
 * @param records how many results it carries
 * @param refusal the finding for which it must be refused; empty when it must be accepted
 */
@SuppressWarnings("ArrayRecordComponent") // a deposit is its bytes; nobody compares two
public record DemoSip(String name, AgencyCode producer, byte[] zip, int records, Optional<FindingCode> refusal) {}
