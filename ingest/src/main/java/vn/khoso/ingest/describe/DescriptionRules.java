package vn.khoso.ingest.describe;

import java.util.List;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** Rules that tie the fields of a description together: the SHACL shapes of the metadata set. */
@FunctionalInterface
public interface DescriptionRules {

    /** Findings by JSON pointer, {@code /records/0/...} for the first result. */
    List<Finding> check(List<AdministrativeResult> results);
}
