package vn.khoso.access.dip;

import java.util.List;
import vn.khoso.access.step.DipOrder;
import vn.khoso.schemas.catalogue.RecordEntry;

/**
 * An order that rights have passed.
 *
 * @param requester id of the one to whom it will belong
 * @param records redacted already, in the order wanted
 */
public record DipJob(String requester, DipOrder order, List<RecordEntry> records) {
    public DipJob {
        records = List.copyOf(records);
    }
}
