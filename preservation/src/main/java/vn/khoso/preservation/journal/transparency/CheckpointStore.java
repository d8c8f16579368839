package vn.khoso.preservation.journal.transparency;

import java.util.List;
import java.util.Optional;

/** Where signed checkpoints and their time stamps lie, for ever. Both are durable when the call returns, and never changed. */
public interface CheckpointStore {

    /**
     * A checkpoint as it lies there.
     *
     * @param note the signed note
     * @param timeStamp RFC 3161 reply over the note's bytes; empty while it is owed
     */
    record Kept(long size, String note, Optional<byte[]> timeStamp) {}

    /** Checkpoints with a size greater than {@code after}, in order. */
    List<Kept> after(long after, int limit);

    Optional<Kept> find(long size);

    Optional<Kept> latest();

    /** Keeps a checkpoint; it is the latest unless a larger one lies there already. */
    void keep(long size, String note);

    void keepTimeStamp(long size, byte[] reply);
}
