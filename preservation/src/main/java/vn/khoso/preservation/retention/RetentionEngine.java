package vn.khoso.preservation.retention;

import java.util.List;
import vn.khoso.schemas.retention.RetentionDecision;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** Computes when a package falls due (Law 33/2024/QH15, Art. 15) and explains it step by step. */
public interface RetentionEngine {

    /** The decision for a package that holds these results; never fails, the worst is "unclassified". */
    RetentionDecision decide(List<AdministrativeResult> results);
}
