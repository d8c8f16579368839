package vn.khoso.access.oaipmh;

import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.oais.AgencyCode;

/** Sets: {@code agency} for all, {@code agency:<code>} for the records of one custodian. */
public interface OaiSets {

    /** Set of all records; every other lies below it. */
    String ALL = "agency";

    /** Every custodian of which there was a record, in the order of codes. */
    List<Custodian> custodians();

    /** A custodian with the name that readers know. */
    record Custodian(AgencyCode code, String name) {}

    static String of(AgencyCode custodian) {
        return ALL + ":" + custodian.value();
    }

    /** The custodian that a setSpec names; empty when it names none. */
    static Optional<AgencyCode> custodian(String set) {
        if (!set.startsWith(ALL + ":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AgencyCode(set.substring(ALL.length() + 1)));
        } catch (IllegalArgumentException noCode) {
            return Optional.empty();
        }
    }
}
