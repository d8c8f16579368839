package vn.khoso.preservation.fixity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ObjectSurvey;
import vn.khoso.preservation.storage.ObjectSurvey.Promise;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** Reads one package from end to end and says of each file what came of it. Uses one thread and one buffer. */
final class PackageCheck {

    /** Large enough for the disk, small enough to stay in the processor's cache between reading and hashing. */
    static final int BUFFER = 256 * 1024;

    /** Place of the object itself. */
    static final String WHOLE = ".";

    private static final String ROOT_INVENTORY = "inventory.json";

    private final StoredObjects objects;
    private final Pace pace;
    private final BooleanSupplier cancelled;

    PackageCheck(StoredObjects objects, Pace pace, BooleanSupplier cancelled) {
        this.objects = objects;
        this.pace = pace;
        this.cancelled = cancelled;
    }


    /**
     * @param promised the package as the catalogue names it
     * @param wrong hears at once of everything that is not intact
     * @return empty when the check was cancelled
     * @throws StorageUnavailable when nothing can be said of the object at all
     */
    Optional<List<FixityResult>> of(PackageEntry promised, Consumer<FixityResult> wrong) {
        Optional<ObjectSurvey> survey = objects.survey(promised.aip());
        if (survey.isEmpty()) {
            FixityResult missing = new FixityResult.Missing(WHOLE, "the package is in the catalogue and not on storage");
            wrong.accept(missing);
            return Optional.of(List.of(missing));
        }
        List<FixityResult> results = new ArrayList<>();
        Consumer<FixityResult> note = result -> {
            results.add(result);
            if (!(result instanceof FixityResult.Intact)) {
                wrong.accept(result);
            }
        };
        byte[] buffer = new byte[BUFFER];
        for (Promise promise : promises(promised, survey.get())) {
            Optional<FixityResult> result = file(promised.aip(), promise, buffer);
            if (result.isEmpty()) {
                return Optional.empty();
            }
            note.accept(result.get());
        }
        extras(promised.aip(), survey.get()).forEach(note);
        return Optional.of(results);
    }

    /** The catalogue's root digest stands above what the object says of itself: whoever rewrites an inventory also rewrites its sidecar. */
    private static List<Promise> promises(PackageEntry promised, ObjectSurvey survey) {
        Promise root = new Promise(ROOT_INVENTORY, promised.rootDigest());
        boolean newer = survey.head().isPresent() && survey.head().get().version() > promised.version();
        List<Promise> promises = new ArrayList<>();
        if (survey.head().isEmpty()) {
            return List.of(root);
        }
        for (Promise promise : survey.promised()) {
            promises.add(promise.place().equals(ROOT_INVENTORY) && !newer ? root : promise);
        }
        return promises;
    }

    private List<FixityResult> extras(AipId aip, ObjectSurvey survey) {
        List<FixityResult> extras = extras(survey);
        // A new version may be coming in just now: its files lie there before its inventory names them.
        boolean still = extras.isEmpty() || objects.survey(aip).map(ObjectSurvey::head).equals(Optional.of(survey.head()));
        return still ? extras : List.of();
    }

    private static List<FixityResult> extras(ObjectSurvey survey) {
        if (survey.head().isEmpty()) {
            return List.of();
        }
        Set<String> promised = new HashSet<>();
        survey.promised().forEach(promise -> promised.add(promise.place()));
        return survey.present().stream()
                .filter(place -> !promised.contains(place))
                .<FixityResult>map(place -> new FixityResult.Extra(place, "in the object's folder, named by no inventory"))
                .toList();
    }

    private Optional<FixityResult> file(AipId aip, Promise promise, byte[] buffer) {
        MessageDigest digest = Digests.of(promise.fixity().algorithm());
        long size = 0;
        try (ReadableByteChannel channel = objects.open(aip, promise.place())) {
            ByteBuffer view = ByteBuffer.wrap(buffer);
            for (int count = channel.read(view); count >= 0; count = channel.read(view.clear())) {
                digest.update(buffer, 0, count);
                size += count;
                pace.read(count);
                if (cancelled.getAsBoolean()) {
                    return Optional.empty();
                }
            }
        } catch (ContentMissing gone) {
            return Optional.of(new FixityResult.Missing(promise.place(), promise.fixity().toString()));
        } catch (StorageUnavailable fault) {
            return Optional.of(new FixityResult.Unread(promise.place(), fault));
        } catch (IOException trouble) {
            if (cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            ArchiveFault fault = new StorageUnavailable("cannot read " + aip + " " + promise.place(), trouble);
            return Optional.of(new FixityResult.Unread(promise.place(), fault));
        }
        Fixity found = Fixity.of(promise.fixity().algorithm(), digest.digest());
        return Optional.of(found.equals(promise.fixity())
                ? new FixityResult.Intact(promise.place(), size)
                : new FixityResult.Altered(promise.place(), size, promise.fixity(), found));
    }
}
