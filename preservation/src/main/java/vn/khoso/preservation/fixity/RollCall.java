package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.fixity.RollLog.Direction;
import vn.khoso.preservation.fixity.RollLog.Roll;
import vn.khoso.preservation.storage.MarkRange;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;

/**
 * Calls the names both ways, for ever and by little slices: whether every copy that the catalogue says is kept lies on its volume,
 * and whether every object there is one of the catalogue. No content is read, so a round takes minutes where a full audit takes
 * weeks; a copy that does not answer is put through the whole check at once. Used by one thread.
 */
public final class RollCall {

    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    /** Copies called at a time. */
    static final int SLICE = 500;

    /** A volume is looked through in so many parts, by the first bits of the names. */
    static final int PARTS = 16;

    private static final int PAGE = 10_000;

    /** So many in a row that cannot be opened are not the packages' trouble but the medium's. */
    private static final int AWAY = 5;

    /** A younger object may be an ingest that the catalogue will name yet. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private static final String INVENTORY = "inventory.json";

    private final AuditDesk desk;
    private final RollLog log;
    private final Duration every;
    private final Incidents incidents;

    /** @param every from the start of a round to the start of the next */
    RollCall(AuditDesk desk, RollLog log, Duration every) {
        this.desk = desk;
        this.log = log;
        this.every = every;
        this.incidents = new Incidents(desk);
    }

    /**
     * Goes on by one slice on every volume that is in use, in both directions.
     *
     * @return whether some round has not come to its end
     */
    public boolean turn() {
        boolean more = false;
        for (AuditedVolume volume : desk.volumes()) {
            for (Direction direction : Direction.values()) {
                more |= volume.inUse() && slice(volume, direction);
            }
        }
        return more;
    }

    /** A slice on a volume that went away is not done: it is begun again when the volume is back. */
    private boolean slice(AuditedVolume volume, Direction direction) {
        Instant now = desk.events().now();
        Optional<Roll> last = log.roll(volume.volume(), direction);
        if (last.flatMap(Roll::finishedAt).isPresent()
                && last.get().startedAt().plus(every).isAfter(now)) {
            return false;
        }
        Roll roll = last.filter(one -> one.finishedAt().isEmpty())
                .orElseGet(() -> new Roll(
                        volume.volume(),
                        direction,
                        "",
                        now,
                        Optional.empty(),
                        last.map(Roll::rounds).orElse(0L),
                        0,
                        0));
        try {
            Roll after = switch (direction) {
                case CATALOGUE_TO_STORAGE -> called(volume, roll, now);
                case STORAGE_TO_CATALOGUE -> listed(volume, roll, now);
            };
            if (!volume.inUse()) {
                return false;
            }
            log.write(after);
            return after.finishedAt().isEmpty();
        } catch (StorageUnavailable away) {
            LOG.warn("The roll call on volume {} waits: {}", volume.name(), away.getMessage());
            volume.answers();
            return false;
        }
    }

    private Roll called(AuditedVolume volume, Roll roll, Instant now) {
        Optional<AipId> after =
                roll.position().isEmpty() ? Optional.empty() : Optional.of(AipId.parse(roll.position()));
        List<AipId> names = log.kept(volume.volume(), after, SLICE);
        List<AipId> silent = new ArrayList<>();
        List<StorageUnavailable> row = new ArrayList<>(AWAY);
        for (AipId aip : names) {
            if (!answers(volume, aip, row)) {
                silent.add(aip);
            }
        }
        long found = 0;
        for (AipId aip : silent) {
            found += checked(volume, aip);
        }
        boolean ended = names.size() < SLICE;
        return next(roll, ended ? "" : names.getLast().uuid(), names.size(), found, ended, now);
    }

    /** @param row the faults of those called just before that could not be opened */
    private static boolean answers(AuditedVolume volume, AipId aip, List<StorageUnavailable> row) {
        try (ReadableByteChannel inventory = volume.objects().object(aip).open(INVENTORY)) {
            row.clear();
            return inventory.isOpen();
        } catch (ContentMissing absent) {
            row.clear();
            return false;
        } catch (StorageUnavailable one) {
            row.add(one);
            if (row.size() >= AWAY || !volume.answers()) {
                throw one;
            }
            return false;
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot close the inventory of " + aip, trouble);
        }
    }

    /** The whole check of the one copy: it asks again before it calls anything missing. @return how much is wrong */
    private long checked(AuditedVolume volume, AipId aip) {
        Optional<PackageEntry> entry = desk.catalogue().find(aip);
        if (entry.isEmpty()) {
            return 0;
        }
        AuditScope here = new AuditScope(List.of(volume.volume()), Optional.empty());
        AtomicLong found = new AtomicLong();
        List<String> bad = new ArrayList<>();
        BiConsumer<AuditedVolume, FixityResult> wrong = (where, result) -> {
            found.incrementAndGet();
            incidents.report(where, aip, result).ifPresent(bad::add);
        };
        new PackageCheck(desk.volumes(), desk.catalogue(), here)
                .of(promise(entry.get()), desk.readers().reader(new Pace(0), new Reins()), wrong)
                .map(Reading::closed)
                .orElse(List.of())
                .forEach(closed ->
                        wrong.accept(closed.volume(), new FixityResult.Unread(PackageCheck.WHOLE, closed.fault())));
        bad.stream().findFirst().ifPresent(what -> volume.bad(aip, what));
        return found.get();
    }

    private PackagePromise promise(PackageEntry entry) {
        return new PackagePromise(
                entry.aip(),
                entry.version(),
                entry.rootDigest(),
                entry.bytes(),
                desk.catalogue().copies(entry.aip()).stream()
                        .filter(copy -> copy.state() == CopyEntry.State.KEPT)
                        .map(CopyEntry::volume)
                        .toList());
    }

    private Roll listed(AuditedVolume volume, Roll roll, Instant now) {
        int part = roll.position().isEmpty() ? 0 : Integer.parseInt(roll.position());
        MarkRange range = new MarkRange(part, PARTS);
        Marks known = new Marks();
        long names = 0;
        Optional<AipId> after = Optional.empty();
        for (List<AipId> page = log.packages(after, PAGE); !page.isEmpty(); page = log.packages(after, PAGE)) {
            for (AipId aip : page) {
                long mark = volume.objects().mark(aip);
                if (range.has(mark)) {
                    known.add(mark);
                    names++;
                }
            }
            after = Optional.of(page.getLast());
        }
        List<AipId> strangers =
                new Strangers(volume, desk.catalogue(), now.minus(SETTLING), () -> false).within(range, known.sorted());
        strangers.forEach(aip -> incidents.report(volume, aip, Strangers.stranger()));
        boolean ended = part + 1 == PARTS;
        return next(roll, ended ? "" : Integer.toString(part + 1), names, strangers.size(), ended, now);
    }

    private static Roll next(Roll roll, String position, long seen, long found, boolean ended, Instant now) {
        return new Roll(
                roll.volume(),
                roll.direction(),
                position,
                roll.startedAt(),
                ended ? Optional.of(now) : Optional.empty(),
                roll.rounds() + (ended ? 1 : 0),
                roll.seen() + seen,
                roll.found() + found);
    }
}
