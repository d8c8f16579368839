package vn.khoso.schemas.catalogue;

import java.time.Instant;
import vn.khoso.schemas.oais.Fixity;

/**
 * A journal entry whose event was not read: for whoever only passes it on.
 *
 * @param event canonical JSON of the event, the bytes that the hash covers
 */
public record JournalText(long index, Instant recordedAt, Fixity previous, Fixity hash, String event) {}
