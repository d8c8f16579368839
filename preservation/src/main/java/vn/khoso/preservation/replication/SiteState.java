package vn.khoso.preservation.replication;

import java.time.Instant;

/** What a site is good for. */
public sealed interface SiteState {

    /** Read and written. */
    record InUse() implements SiteState {}

    /** It does not answer, or it is not the volume that it should be. @param since when that was first seen */
    record Away(Instant since, String reason) implements SiteState {}

    /** A flush failed: it is read and not written. Only a new start ends this (fsync is never tried again). */
    record Fenced(Instant since, String reason) implements SiteState {}
}
