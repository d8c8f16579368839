package vn.khoso.schemas.catalogue;

import java.time.Instant;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.Event;

/**
 * One link of the journal's chain.
 *
 * @param index from 1, without gaps
 * @param recordedAt when it was appended
 * @param previous hash of the entry before; 64 zeros for the first
 * @param hash SHA-256 over the canonical JSON of {@code index, recordedAt, previous, event}
 */
public record JournalEntry(long index, Instant recordedAt, Fixity previous, Fixity hash, Event event) {}
