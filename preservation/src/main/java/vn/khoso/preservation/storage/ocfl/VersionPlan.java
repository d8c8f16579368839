package vn.khoso.preservation.storage.ocfl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.storage.NewVersion;
import vn.khoso.schemas.aip.ArchivalInformationPackage.StagedFile;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.PackagePath;

/**
 * What has to be written for a version: content that the object does not hold yet, each once, and the inventory.
 *
 * @param sources bytes to be copied, in the order of their places
 */
public record VersionPlan(int number, List<Copy> sources, Inventory inventory) {

    public VersionPlan {
        sources = List.copyOf(sources);
    }

    /** Bytes that come from outside and the content they must turn out to be. */
    public record Copy(Path source, Inventory.Content content) {}

    public long bytes() {
        return sources.stream().mapToLong(copy -> copy.content().size()).sum();
    }

    /**
     * @param before the inventory of the version before; empty for version 1
     * @throws IllegalArgumentException when two files have one path, or one lies where another needs a folder
     */
    public static VersionPlan of(NewVersion version, Optional<Inventory> before) {
        int number = before.map(Inventory::head).orElse(0) + 1;
        Map<String, Inventory.Content> held = before.<Map<String, Inventory.Content>>map(Inventory::manifest)
                .map(HashMap::new)
                .orElseGet(HashMap::new);
        ContentNames names = new ContentNames(number);
        List<Copy> copies = new ArrayList<>();
        List<StagedFile> sorted = version.files().stream()
                .sorted(Comparator.comparing(file -> file.object().path()))
                .toList();
        for (StagedFile file : sorted) {
            FileObject object = file.object();
            Inventory.Content content = held.get(object.sha512().hex());
            if (content == null) {
                content = new Inventory.Content(
                        names.next(object.path()), object.size(), object.sha512(), object.sha256());
                held.put(object.sha512().hex(), content);
                copies.add(new Copy(file.source(), content));
            } else if (content.size() != object.size() || !content.sha256().equals(object.sha256())) {
                throw new ContentAltered(version.aip() + " " + object.path()
                        + ": equal in SHA-512 to content of other size or SHA-256; one of the descriptions is wrong");
            }
        }
        Inventory.Version block = new Inventory.Version(
                version.created(),
                version.message(),
                version.user().name(),
                version.user().id(),
                stateOf(version));
        List<Inventory.Content> added = copies.stream().map(Copy::content).toList();
        Inventory inventory =
                before.map(old -> old.with(added, block)).orElseGet(() -> Inventory.first(version.aip(), added, block));
        return new VersionPlan(number, copies, inventory);
    }

    /** The logical state: SHA-512 by path. */
    public static SortedMap<PackagePath, String> stateOf(NewVersion version) {
        SortedMap<PackagePath, String> state = new TreeMap<>();
        for (StagedFile file : version.files()) {
            if (state.put(file.object().path(), file.object().sha512().hex()) != null) {
                throw new IllegalArgumentException(
                        "two files at " + file.object().path());
            }
        }
        for (PackagePath path : state.keySet()) {
            refuseFileAsFolder(path, state);
        }
        return state;
    }

    /** OCFL 1.1, 3.5.3.1: a logical path must not be the beginning of another. */
    private static void refuseFileAsFolder(PackagePath path, SortedMap<PackagePath, String> state) {
        String text = path.value();
        for (int at = text.indexOf('/'); at > 0; at = text.indexOf('/', at + 1)) {
            if (state.containsKey(new PackagePath(text.substring(0, at)))) {
                throw new IllegalArgumentException("a file lies where a folder is needed: " + path);
            }
        }
    }
}
