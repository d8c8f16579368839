package vn.khoso.preservation.seal;

import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.codec.tlog.SignedNote;

/** The key with which the journal's checkpoints are signed (Ed25519, C2SP signed-note). */
public interface NoteSigner {

    /** Its public half, with the name of the log. */
    NoteKey key();

    /**
     * @param text ends with a line feed
     * @throws vn.khoso.preservation.fault.ArchiveFault.SealUnavailable when the key cannot be used
     */
    SignedNote sign(String text);
}
