package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Found;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.schemas.catalogue.AuditScope;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * Reads every kept copy of one package from end to end and says of each file what came of it. Uses the calling thread and its
 * reader.
 */
final class PackageCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PackageCheck.class);

    /** Place of the object itself. */
    static final String WHOLE = ".";

    private static final String ROOT_INVENTORY = "inventory.json";

    private final List<AuditedVolume> volumes;
    private final CatalogueStore catalogue;
    private final AuditScope scope;
    private final Set<UUID> left = ConcurrentHashMap.newKeySet();

    /** @param volumes all that there are @param scope which of them are to be read */
    PackageCheck(List<AuditedVolume> volumes, CatalogueStore catalogue, AuditScope scope) {
        this.volumes = volumes;
        this.catalogue = catalogue;
        this.scope = scope;
    }

    /** From now on nothing is read there, as if the volume were away. */
    void leave(AuditedVolume volume) {
        LOG.error("Volume {} answers and cannot be read: the audit goes on without it", volume.name());
        left.add(volume.volume());
    }

    boolean left(AuditedVolume volume) {
        return left.contains(volume.volume());
    }

    /** What reading one copy came to. */
    private sealed interface Outcome {
        record Read(FixityCounts counts) implements Outcome {}

        /** It is being made anew just now: nothing is to be said of it. */
        record Owed() implements Outcome {}

        /** The audit was stopped. */
        record Stopped() implements Outcome {}
    }

    /**
     * @param promised the package as the catalogue names it
     * @param wrong hears at once of everything that is not intact, and where
     * @return empty when the audit was stopped meanwhile
     * @throws StorageUnavailable when the package lies on no volume that there is
     */
    Optional<Reading> of(PackagePromise promised, BytesReader reader, BiConsumer<AuditedVolume, FixityResult> wrong) {
        List<Reading.Copy> copies = new ArrayList<>(volumes.size());
        List<AuditedVolume> away = new ArrayList<>(0);
        List<Reading.Closed> closed = new ArrayList<>(0);
        for (AuditedVolume volume : holding(promised)) {
            if (!scope.covers(volume.volume())) {
                continue;
            }
            if (left(volume) || !volume.inUse()) {
                away.add(volume);
                continue;
            }
            try {
                switch (copy(volume, promised, reader, wrong)) {
                    case Outcome.Read(FixityCounts counts) -> copies.add(new Reading.Copy(volume, counts));
                    case Outcome.Stopped stopped -> {
                        return Optional.empty();
                    }
                    case Outcome.Owed owed -> LOG.debug("{} is owed to {}", promised.aip(), volume.name());
                }
            } catch (StorageUnavailable fault) {
                if (volumes.size() == 1 || volume.answers()) {
                    closed.add(new Reading.Closed(volume, fault));
                } else {
                    // It went away meanwhile: nothing is said of its copy.
                    away.add(volume);
                }
            }
        }
        return Optional.of(new Reading(copies, away, closed));
    }

    /** Volumes on which a good copy should lie; when none is known to, all of them: what lies there is told. */
    private List<AuditedVolume> holding(PackagePromise promised) {
        if (volumes.size() == 1 || promised.kept().isEmpty()) {
            return volumes;
        }
        List<AuditedVolume> kept = volumes.stream()
                .filter(volume -> promised.kept().contains(volume.volume()))
                .toList();
        if (kept.isEmpty()) {
            String why = "no volume with a copy of " + promised.aip() + " is known";
            throw new StorageUnavailable(why, new IOException(why));
        }
        return kept;
    }

    /** How people see where something lies: the place alone where the volume has no name. */
    static String where(AuditedVolume volume, String place) {
        return volume.name().isEmpty() ? place : place + " @ " + volume.name();
    }

    private Outcome copy(
            AuditedVolume volume,
            PackagePromise promised,
            BytesReader reader,
            BiConsumer<AuditedVolume, FixityResult> wrong) {
        StoredObject object = volume.objects().object(promised.aip());
        Tally tally = new Tally(result -> wrong.accept(volume, result));
        Sighting<ObjectSurvey> survey = seen(volume, promised, object::survey);
        if (survey.owed()) {
            return new Outcome.Owed();
        }
        if (survey.found().isEmpty()) {
            tally.note(new FixityResult.Missing(WHOLE, "the package is in the catalogue and not on storage"));
            return new Outcome.Read(tally.counts());
        }
        ObjectSurvey known = survey.found().get();
        for (Promise promise : promises(promised, known)) {
            Optional<FixityResult> result = file(object, promised.aip(), promise, known.read(), reader);
            if (result.filter(FixityResult.Missing.class::isInstance).isPresent()) {
                Sighting<FixityResult> again = seen(
                        volume,
                        promised,
                        () -> file(object, promised.aip(), promise, known.read(), reader)
                                .filter(one -> !(one instanceof FixityResult.Missing)));
                if (again.owed()) {
                    return new Outcome.Owed();
                }
                result = reader.stopped() ? Optional.empty() : again.found().or(() -> Optional.of(missing(promise)));
            }
            if (result.isEmpty()) {
                return new Outcome.Stopped();
            }
            tally.note(result.get());
        }
        extras(object, known).forEach(tally::note);
        return new Outcome.Read(tally.counts());
    }

    /**
     * What was seen of a copy.
     *
     * @param owed nothing was, and the copy is being made anew or was meanwhile
     */
    private record Sighting<T>(Optional<T> found, boolean owed) {}

    /**
     * Looks, and when there is nothing looks once more between two questions whether the copy was kept all the time: what the
     * catalogue said of it was read some packages ago, and a copy that is being replaced is gone for a moment.
     */
    private <T> Sighting<T> seen(AuditedVolume volume, PackagePromise promised, Supplier<Optional<T>> look) {
        Optional<T> found = look.get();
        if (found.isPresent() || !promised.kept().contains(volume.volume())) {
            return new Sighting<>(found, false);
        }
        Optional<Instant> before = keptSince(volume, promised);
        found = look.get();
        boolean kept = before.isPresent() && (found.isPresent() || before.equals(keptSince(volume, promised)));
        return new Sighting<>(found, !kept);
    }

    private Optional<Instant> keptSince(AuditedVolume volume, PackagePromise promised) {
        return catalogue.copies(promised.aip()).stream()
                .filter(copy -> copy.volume().equals(volume.volume()) && copy.state() == CopyEntry.State.KEPT)
                .map(CopyEntry::since)
                .findFirst();
    }

    private static FixityResult missing(Promise promise) {
        return new FixityResult.Missing(promise.place(), promise.fixity().toString());
    }

    /** The catalogue's root digest stands above what the object says of itself: whoever rewrites an inventory also rewrites its sidecar. */
    private static List<Promise> promises(PackagePromise promised, ObjectSurvey survey) {
        Promise root = new Promise(ROOT_INVENTORY, promised.rootDigest());
        if (survey.head().isEmpty()) {
            return List.of(root);
        }
        boolean newer = survey.head().get().version() > promised.version();
        return newer || survey.promised().contains(root)
                ? survey.promised()
                : survey.promised().stream()
                        .map(promise -> promise.place().equals(ROOT_INVENTORY) ? root : promise)
                        .toList();
    }

    private static List<FixityResult> extras(StoredObject object, ObjectSurvey survey) {
        // A new version may be coming in just now: its files lie there before its inventory names them.
        boolean still = survey.extra().isEmpty()
                || object.survey().flatMap(ObjectSurvey::head).equals(survey.head());
        return still
                ? survey.extra().stream()
                        .<FixityResult>map(
                                place -> new FixityResult.Extra(place, "in the object's folder, named by no inventory"))
                        .toList()
                : List.of();
    }

    private static Optional<FixityResult> file(
            StoredObject object, AipId aip, Promise promise, List<Found> read, BytesReader reader) {
        for (Found found : read) {
            if (found.place().equals(promise.place())
                    && found.fixity().algorithm() == promise.fixity().algorithm()) {
                return Optional.of(result(promise, found.size(), found.fixity()));
            }
        }
        try (ReadableByteChannel channel = object.open(promise.place())) {
            return reader.read(channel, promise.fixity()).map(bytes -> result(promise, bytes.size(), bytes.found()));
        } catch (ContentMissing gone) {
            return Optional.of(missing(promise));
        } catch (StorageUnavailable fault) {
            return Optional.of(new FixityResult.Unread(promise.place(), fault));
        } catch (IOException trouble) {
            if (reader.stopped()) {
                return Optional.empty();
            }
            ArchiveFault fault = new StorageUnavailable("cannot read " + aip + " " + promise.place(), trouble);
            return Optional.of(new FixityResult.Unread(promise.place(), fault));
        }
    }

    private static FixityResult result(Promise promise, long size, Fixity found) {
        return found.equals(promise.fixity())
                ? new FixityResult.Intact(promise.place(), size)
                : new FixityResult.Altered(promise.place(), size, promise.fixity(), found);
    }

    /** Counts, and tells of what is not intact. */
    private static final class Tally {
        private final Consumer<FixityResult> wrong;
        private long bytes;
        private long intact;
        private FixityCounts bad = FixityCounts.NONE;

        Tally(Consumer<FixityResult> wrong) {
            this.wrong = wrong;
        }

        void note(FixityResult result) {
            if (result instanceof FixityResult.Intact sound) {
                bytes += sound.size();
                intact++;
            } else {
                bad = bad.plus(FixityCounts.of(result));
                wrong.accept(result);
            }
        }

        FixityCounts counts() {
            return bad.plus(new FixityCounts(bytes, intact, 0, 0, 0, 0));
        }
    }
}
