package vn.khoso.preservation.fixity.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import vn.khoso.preservation.fixity.CheckDetail;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/**
 * When each copy was read last, and how much was read on each day: both follow from the events of fixity checks. The order of
 * the events of a transaction does not matter.
 */
final class CheckRows {

    private CheckRows() {}

    private record Copy(AipId aip, int version, UUID volume) {}

    /** What these events change; part of the transaction that appends or adopts them. */
    static void follow(Handle handle, Collection<Event> events) {
        List<CheckDetail> checks =
                events.stream().map(CheckDetail::read).flatMap(Optional::stream).toList();
        if (!checks.isEmpty()) {
            verified(handle, checks);
            days(handle, checks);
        }
    }

    private static void verified(Handle handle, List<CheckDetail> checks) {
        Map<Copy, Instant> newest = new LinkedHashMap<>();
        for (CheckDetail check : checks) {
            for (CheckDetail.CopyCheck copy : check.copies()) {
                if (copy.counts().sound()) {
                    newest.merge(
                            new Copy(check.aip(), check.version(), copy.volume()),
                            check.at(),
                            (one, other) -> one.isAfter(other) ? one : other);
                }
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        List<UUID> aips = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        List<UUID> volumes = new ArrayList<>();
        List<Long> ats = new ArrayList<>();
        newest.forEach((copy, at) -> {
            aips.add(copy.aip().value());
            versions.add(copy.version());
            volumes.add(copy.volume());
            ats.add(micros(at));
        });
        // A copy that was made anew since it was read is not the one that was read.
        handle.createUpdate("""
                        update preservation.copy one
                        set verified_at = greatest(one.verified_at, 'epoch'::timestamptz + read.at * interval '1 microsecond')
                        from unnest(:aips, :versions, :volumes, :ats) as read(aip, version, volume, at)
                        where one.aip = read.aip and one.version <= read.version and one.volume = read.volume
                            and one.state = 'KEPT' and one.since <= 'epoch'::timestamptz + read.at * interval '1 microsecond'
                        """)
                .bindArray("aips", UUID.class, aips)
                .bindArray("versions", Integer.class, versions)
                .bindArray("volumes", UUID.class, volumes)
                .bindArray("ats", Long.class, ats)
                .execute();
    }

    private static void days(Handle handle, List<CheckDetail> checks) {
        List<UUID> aips = new ArrayList<>();
        List<UUID> volumes = new ArrayList<>();
        List<Long> ats = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        List<Integer> bad = new ArrayList<>();
        for (CheckDetail check : checks) {
            for (CheckDetail.CopyCheck copy : check.copies()) {
                aips.add(check.aip().value());
                volumes.add(copy.volume());
                ats.add(micros(check.at()));
                bytes.add(copy.counts().bytes());
                bad.add(copy.counts().sound() ? 0 : 1);
            }
        }
        if (aips.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into preservation.fixity_day (day, volume, producer, copies, bytes, bad)
                        select (('epoch'::timestamptz + read.at * interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh')::date,
                            read.volume, coalesce(package.producer, ''), count(*), sum(read.bytes), sum(read.bad)
                        from unnest(:aips, :volumes, :ats, :bytes, :bad) as read(aip, volume, at, bytes, bad)
                            left join preservation.package on package.aip = read.aip and package.newest
                        group by 1, 2, 3 order by 1, 2, 3
                        on conflict (day, volume, producer) do update set copies = fixity_day.copies + excluded.copies,
                            bytes = fixity_day.bytes + excluded.bytes, bad = fixity_day.bad + excluded.bad
                        """)
                .bindArray("aips", UUID.class, aips)
                .bindArray("volumes", UUID.class, volumes)
                .bindArray("ats", Long.class, ats)
                .bindArray("bytes", Long.class, bytes)
                .bindArray("bad", Integer.class, bad)
                .execute();
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
