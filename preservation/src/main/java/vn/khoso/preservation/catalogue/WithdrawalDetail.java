package vn.khoso.preservation.catalogue;

import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;

/** What the event of a withdrawal says, so that the journal alone can repeat it. */
public final class WithdrawalDetail {

    private static final String RECORD = "record";
    private static final String VISIBLE = "visible";

    private WithdrawalDetail() {}

    /** @param reason no personal data */
    public static Map<String, String> write(RecordId record, String reason) {
        return Map.of(RECORD, record.toString(), VISIBLE, "false", "reason", reason);
    }

    /** The record that the event withdrew; empty for every other event. */
    public static Optional<RecordId> read(Event event) {
        return event.type() == EventType.ACCESS_CHANGE
                        && "false".equals(event.detail().get(VISIBLE))
                ? Optional.ofNullable(event.detail().get(RECORD)).map(RecordId::parse)
                : Optional.empty();
    }
}
