package vn.khoso.schemas.submission;

/** How far a job is: phase k of n and what is done inside it. Totals are 0 until they are known. */
public record Progress(
        Phase phase,
        int phaseNumber,
        int phaseCount,
        long filesDone,
        long filesTotal,
        long bytesDone,
        long bytesTotal) {

    /** The steps of ingest in their order. */
    public enum Phase {
        RECEIVED,
        UNPACK,
        VERIFY_BAG,
        AGREE,
        CHARACTERISE,
        DESCRIBE,
        COMPOSE,
        STORE,
        CONCLUDED
    }

    public static final Progress NONE = new Progress(Phase.RECEIVED, 0, 8, 0, 0, 0, 0);
}
