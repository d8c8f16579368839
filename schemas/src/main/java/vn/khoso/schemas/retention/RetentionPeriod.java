package vn.khoso.schemas.retention;

/** How long a rule keeps: a number of years, for ever, or not known yet (kept until somebody classifies it). */
public sealed interface RetentionPeriod {

    /** {@code thời hạn bảo quản} in whole years, 1 to 200. */
    record Years(int years) implements RetentionPeriod {
        public Years {
            if (years < 1 || years > 200) {
                throw new IllegalArgumentException("not a retention period: " + years);
            }
        }
    }

    /** Vĩnh viễn. */
    record Permanent() implements RetentionPeriod {}

    /** Chưa phân loại: no due date, waits in the review queue. */
    record Unclassified() implements RetentionPeriod {}
}
