package vn.khoso.preservation.storage.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.schemas.oais.AipId;

/**
 * Finishes or undoes what a crash interrupted.
 *
 * <p>A publish in progress has its folder in {@code staging/}, named after object and version. So a start looks at these
 * few objects and not at fifteen million. What was published goes to {@code quarantine/} when it is not good, never away;
 * what was only staged was never acknowledged, the submitter still has it, and it is removed.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Volume volume;
    private final DurableFiles files;
    private final LayoutFolders layout;
    private final InventoryParser parser;

    Recovery(Volume volume, LayoutFolders layout, InventoryParser parser) {
        this.volume = volume;
        this.files = volume.files();
        this.layout = layout;
        this.parser = parser;
    }

    /** At start, before anything is read or written: one pass over {@code staging/}. */
    void atStart() {
        for (Path left : leftInStaging()) {
            Optional<VersionStage.Intent> intent =
                    VersionStage.Intent.named(left.getFileName().toString());
            if (intent.isEmpty()) {
                LOG.warn("Nothing of ours in staging, moved to quarantine: {}", left.getFileName());
                files.move(left, freePlace(left.getFileName().toString()));
            } else {
                settle(intent.get());
            }
        }
    }

    private List<Path> leftInStaging() {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(volume.staging())) {
            stream.forEach(entries::add);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot list what is staged", trouble);
        }
        entries.sort(null);
        return entries;
    }

    /** Brings one object to its highest good version and removes what was staged. May be repeated, and may die anywhere. */
    void settle(VersionStage.Intent intent) {
        ObjectFolder object = object(intent.aip());
        if (object.exists()) {
            settle(object, intent);
        } else {
            layout.prune(object.root());
        }
        files.discard(stage(intent));
        LOG.info(
                "Recovered {} version {}: {}",
                intent.aip(),
                intent.version(),
                object.exists() ? "settled" : "never published");
    }

    private void settle(ObjectFolder object, VersionStage.Intent intent) {
        Optional<ObjectFolder.Sealed> good = highestGood(object);
        if (good.isEmpty()) {
            // Not what an interrupted publish looks like. Whatever it is, taking it apart would not make it better.
            LOG.error("No good version of {}; left as it is", intent.aip());
            return;
        }
        int head = good.get().inventory().head();
        for (int number : object.versionNumbers()) {
            if (number > head) {
                quarantine(object.version(number), intent.aip().uuid() + ".v" + number);
            }
        }
        boolean current = object.current()
                .filter(root -> Arrays.equals(root.bytes(), good.get().bytes()))
                .isPresent();
        if (!current) {
            replaceRoot(object, good.get(), stage(intent));
        }
        files.force(object.root());
    }

    /** The highest version whose inventory agrees with its sidecar and whose own content is what the inventory promises. */
    private Optional<ObjectFolder.Sealed> highestGood(ObjectFolder object) {
        return object.versionNumbers().stream()
                .flatMap(number -> object.ofVersion(number).stream())
                .filter(version -> contentGood(object, version.inventory()))
                .findFirst();
    }

    private static boolean contentGood(ObjectFolder object, Inventory inventory) {
        try {
            object.checkContentOf(inventory);
            return true;
        } catch (ContentAltered | ContentMissing bad) {
            LOG.warn("Version {} of {} is not good: {}", inventory.head(), inventory.aip(), bad.getMessage());
            return false;
        }
    }

    /** Writes the root inventory and its sidecar anew, under the same intent, and renames them over the old ones. */
    private void replaceRoot(ObjectFolder object, ObjectFolder.Sealed good, Path stage) {
        Path inventory = stage.resolve(Inventory.FILE);
        Path sidecar = stage.resolve(Inventory.SIDECAR);
        files.ensureDirectory(stage);
        files.overwrite(inventory, good.bytes());
        files.overwrite(sidecar, Inventory.sidecar(good.digest()).getBytes(StandardCharsets.UTF_8));
        files.force(List.of(inventory, sidecar, stage, volume.staging(), object.root()));
        files.move(inventory, object.root().resolve(Inventory.FILE));
        files.move(sidecar, object.root().resolve(Inventory.SIDECAR));
    }

    /** Moves a whole object whose bytes were not read back as written, and which nobody was promised, out of the layout. */
    void withdraw(AipId aip) {
        layout.withdraw(object(aip).root(), freePlace(aip.uuid() + ".object"));
        LOG.error("What was written of {} was not read back; moved to quarantine", aip);
    }

    private void quarantine(Path part, String name) {
        files.move(part, freePlace(name));
        files.force(List.of(volume.quarantine(), DurableFiles.above(part)));
        LOG.error("Moved to quarantine: {}", name);
    }

    private Path freePlace(String name) {
        for (int count = 1; ; count++) {
            Path place = volume.quarantine().resolve(name + "." + count);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                return place;
            }
        }
    }

    private Path stage(VersionStage.Intent intent) {
        return volume.staging().resolve(intent.name());
    }

    private ObjectFolder object(AipId aip) {
        return new ObjectFolder(StorageRoot.place(volume.ocfl(), aip), aip, parser);
    }
}
