package vn.khoso.preservation.journal.transparency;

import vn.khoso.preservation.seal.NoteSigner;
import vn.khoso.preservation.seal.TimeStamping;

/** What makes a checkpoint binding: the archive's signature, and somebody else's word for the time. */
public record LogSeal(NoteSigner signer, TimeStamping time) {}
