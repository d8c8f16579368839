package vn.khoso.ingest.step;

/**
 * One check or change on the way from a SIP to an AIP.
 *
 * <p>A step may run twice for the same submission, after a fault or a crash, and must come to the same. Trouble of the
 * archive is thrown as an {@link vn.khoso.preservation.fault.ArchiveFault}; trouble of the material is a finding.
 */
@FunctionalInterface
public interface Step<T, U> {

    Outcome<U> run(T value);
}
