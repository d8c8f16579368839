package vn.khoso.access.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khoso.schemas.oais.DipId;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.RecordId;

/**
 * A dissemination information package and how far it is.
 *
 * @param requester id of the one to whom it belongs
 * @param content present when READY
 * @param trouble fault code when FAILED
 */
public record Dip(
        DipId id,
        String requester,
        List<RecordId> records,
        DipOrder.Form form,
        State state,
        Instant orderedAt,
        Instant expiresAt,
        Optional<Content> content,
        Optional<String> trouble) {

    public Dip {
        records = List.copyOf(records);
        if ((state == State.READY) != content.isPresent() || (state == State.FAILED) != trouble.isPresent()) {
            throw new IllegalArgumentException("a DIP that contradicts itself: " + id);
        }
    }

    /** State of a DIP. After {@code expiresAt} it is gone. */
    public enum State {
        READY,
        FAILED
    }

    /** The bytes that wait, hashed while they were written and again when handed out. */
    public record Content(String fileName, String mediaType, long size, Fixity sha256) {}
}
