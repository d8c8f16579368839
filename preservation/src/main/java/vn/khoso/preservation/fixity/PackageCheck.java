package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Found;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * Reads every kept copy of one package from end to end and says of each file what came of it. Uses the calling thread and its
 * reader.
 */
final class PackageCheck {

    /** Place of the object itself. */
    static final String WHOLE = ".";

    private static final String ROOT_INVENTORY = "inventory.json";

    private final List<AuditedVolume> volumes;

    PackageCheck(List<AuditedVolume> volumes) {
        this.volumes = volumes;
    }

    /**
     * @param promised the package as the catalogue names it
     * @param wrong hears at once of everything that is not intact, and where
     * @return empty when the audit was stopped meanwhile
     * @throws StorageUnavailable when nothing can be said of the package at all: no volume with a copy is there
     */
    Optional<FixityCounts> of(
            PackagePromise promised, FileReader reader, BiConsumer<AuditedVolume, FixityResult> wrong) {
        FixityCounts all = FixityCounts.NONE;
        Optional<StorageUnavailable> away = Optional.empty();
        boolean read = false;
        for (AuditedVolume volume : holding(promised)) {
            try {
                Optional<FixityCounts> counts = copy(volume, promised, reader, wrong);
                if (counts.isEmpty()) {
                    return Optional.empty();
                }
                all = all.plus(counts.get());
                read = true;
            } catch (StorageUnavailable fault) {
                if (volumes.size() == 1 || volume.answers()) {
                    throw fault;
                }
                // It went away meanwhile: nothing is said of its copy.
                away = Optional.of(fault);
            }
        }
        if (!read) {
            throw away.orElseGet(() -> nowhere(promised));
        }
        return Optional.of(all);
    }

    /** Volumes in use on which a good copy should lie; when none is known to, all of them: what lies there is told. */
    private List<AuditedVolume> holding(PackagePromise promised) {
        if (volumes.size() == 1) {
            return volumes;
        }
        List<AuditedVolume> kept = volumes.stream()
                .filter(volume -> promised.kept().isEmpty() || promised.kept().contains(volume.volume()))
                .toList();
        return kept.stream().filter(AuditedVolume::inUse).toList();
    }

    private static StorageUnavailable nowhere(PackagePromise promised) {
        String why = "no volume with a copy of " + promised.aip() + " is in use";
        return new StorageUnavailable(why, new IOException(why));
    }

    /** How people see where something lies: the place alone where the volume has no name. */
    static String where(AuditedVolume volume, String place) {
        return volume.name().isEmpty() ? place : place + " @ " + volume.name();
    }

    private static Optional<FixityCounts> copy(
            AuditedVolume volume,
            PackagePromise promised,
            FileReader reader,
            BiConsumer<AuditedVolume, FixityResult> wrong) {
        StoredObject object = volume.objects().object(promised.aip());
        Tally tally = new Tally(result -> wrong.accept(volume, result));
        Optional<ObjectSurvey> survey = object.survey();
        if (survey.isEmpty()) {
            tally.note(new FixityResult.Missing(WHOLE, "the package is in the catalogue and not on storage"));
            return Optional.of(tally.counts());
        }
        for (Promise promise : promises(promised, survey.get())) {
            Optional<FixityResult> result =
                    file(object, promised.aip(), promise, survey.get().read(), reader);
            if (result.isEmpty()) {
                return Optional.empty();
            }
            tally.note(result.get());
        }
        extras(object, survey.get()).forEach(tally::note);
        return Optional.of(tally.counts());
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
            StoredObject object, AipId aip, Promise promise, List<Found> read, FileReader reader) {
        for (Found found : read) {
            if (found.place().equals(promise.place())
                    && found.fixity().algorithm() == promise.fixity().algorithm()) {
                return Optional.of(result(promise, found.size(), found.fixity().hex()));
            }
        }
        try (ReadableByteChannel channel = object.open(promise.place())) {
            return reader.read(channel, promise.fixity().algorithm())
                    .map(bytes -> result(promise, bytes.size(), HexFormat.of().formatHex(bytes.digest())));
        } catch (ContentMissing gone) {
            return Optional.of(
                    new FixityResult.Missing(promise.place(), promise.fixity().toString()));
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

    private static FixityResult result(Promise promise, long size, String found) {
        return found.equals(promise.fixity().hex())
                ? new FixityResult.Intact(promise.place(), size)
                : new FixityResult.Altered(
                        promise.place(),
                        size,
                        promise.fixity(),
                        new Fixity(promise.fixity().algorithm(), found));
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
