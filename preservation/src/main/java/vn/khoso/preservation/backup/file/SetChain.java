package vn.khoso.preservation.backup.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.BackupSetJson;
import vn.khoso.preservation.backup.ListedPackage;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/** A set with all that it rests on: the full set first, itself last. Each lies beside the next one. */
public final class SetChain {

    static final String DESCRIPTION = "backup.json";
    static final String MANIFEST = "manifest-sha256.txt";
    static final String LISTING = "packages.ndjson";
    static final String JOURNAL = "journal.tar";
    static final String DATABASE = "database.tar";
    static final String KEYS = "keys.tar";

    private final List<BackupMedium.SetFolder> sets;

    private SetChain(List<BackupMedium.SetFolder> sets) {
        this.sets = List.copyOf(sets);
    }

    /**
     * Finds the sets that a set rests on.
     *
     * @param folder of the set itself
     * @throws ContentMissing when one is not there
     * @throws ContentAltered when one is not what the next one was taken on
     */
    public static SetChain of(Path folder) {
        List<BackupMedium.SetFolder> chain = new ArrayList<>();
        BackupMedium.SetFolder set = described(folder.toAbsolutePath().normalize());
        chain.addFirst(set);
        while (set.set().base().isPresent()) {
            BackupSet.Foundation base = set.set().base().get();
            if (!base.name().matches("[0-9A-Za-z-]{1,80}")) {
                throw altered(set, "tên bản nền không hợp lệ", "the name of its base is no name");
            }
            Path below = set.folder().resolveSibling(base.name());
            if (!Files.isDirectory(below)) {
                throw new ContentMissing("thiếu bản " + base.name() + " mà bản "
                        + set.set().name()
                        + " dựa vào; hãy chép nó về cạnh bản này, hoặc khôi phục từ một bản đầy đủ / set " + base.name()
                        + " is missing, on which " + set.set().name()
                        + " rests; put it beside this one, or restore from a full set");
            }
            BackupMedium.SetFolder next = described(below);
            requireBase(set, next, base);
            chain.addFirst(next);
            set = next;
        }
        return new SetChain(chain);
    }

    private static void requireBase(
            BackupMedium.SetFolder set, BackupMedium.SetFolder found, BackupSet.Foundation base) {
        if (!found.set().archive().equals(set.set().archive())) {
            throw altered(found, "thuộc kho khác: " + found.set().archive(), "it is of another archive");
        }
        if (found.set().to() != set.set().from()) {
            throw altered(
                    found,
                    "kết thúc ở mục nhật ký " + found.set().to() + ", bản sau bắt đầu từ "
                            + set.set().from(),
                    "it ends at journal entry " + found.set().to() + ", and the next set begins at "
                            + set.set().from());
        }
        if (!manifest(found.folder()).equals(base.manifest())) {
            throw altered(
                    found,
                    "không phải bản mà bản sau dựa vào; hãy lấy từ phương tiện kia",
                    "it is not the set that the next one was taken on; take it from the other medium");
        }
    }

    private static BackupMedium.SetFolder described(Path folder) {
        try {
            BackupSet set = BackupSetJson.read(Files.readAllBytes(folder.resolve(DESCRIPTION)));
            if (!set.name().equals(String.valueOf(folder.getFileName()))) {
                throw new ContentAltered(
                        folder + ": thư mục bị đổi tên, tên đúng là / it was renamed, its name is " + set.name());
            }
            return new BackupMedium.SetFolder(folder, set);
        } catch (NoSuchFileException absent) {
            throw new ContentMissing(folder
                    + ": không phải bản sao lưu; hãy chỉ tới thư mục <thời gian>-<full|incr>-<số> / not a set;"
                    + " name a folder <time>-<full|incr>-<number>");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + folder + ": " + trouble, trouble);
        } catch (IllegalArgumentException odd) {
            throw new ContentAltered(folder + ": " + DESCRIPTION + ": " + odd.getMessage());
        }
    }

    /** The full set first. */
    public List<BackupMedium.SetFolder> sets() {
        return sets;
    }

    /** The set that was asked for. */
    public BackupMedium.SetFolder last() {
        return sets.getLast();
    }

    /**
     * Reads every byte of every set and compares it with the manifests, then the journal's chain of hashes and the listing.
     *
     * @param said is told of each set
     * @throws ContentAltered with the file and what to do
     * @throws ContentMissing with the file and what to do
     */
    public void verify(Consumer<String> said) {
        if (sets.getFirst().set().kind() != BackupKind.FULL) {
            throw altered(sets.getFirst(), "không phải bản đầy đủ", "it is not a full set");
        }
        for (BackupMedium.SetFolder set : sets) {
            int files = verifyFiles(set);
            said.accept("  " + set.set().name() + ": " + files + " tệp đúng / files good");
        }
        BackupSet last = last().set();
        Fixity head = new SetJournal(this).verify();
        if (!head.equals(last.head())) {
            throw altered(last(), "nhật ký không kết thúc như đã ghi", "the journal does not end as it says");
        }
        long listed = listing(one -> {});
        if (listed != last.counts().packages()) {
            throw altered(last(), "danh mục gói không đủ: " + listed, "it lists " + listed + " packages");
        }
    }

    private static int verifyFiles(BackupMedium.SetFolder set) {
        Map<String, String> promised = promises(set);
        try {
            for (Map.Entry<String, String> one : promised.entrySet()) {
                Path file = set.folder().resolve(one.getKey());
                if (!Files.isRegularFile(file)) {
                    throw new ContentMissing(
                            set.folder() + ": thiếu tệp " + one.getKey()
                                    + "; hãy dùng bản trên phương tiện kia / a file is missing; use the set on the other medium");
                }
                if (!SetDraft.digest(file).hex().equals(one.getValue())) {
                    throw altered(
                            set,
                            "tệp " + one.getKey() + " bị hỏng; hãy dùng bản trên phương tiện kia",
                            "file " + one.getKey() + " is damaged; use the set on the other medium");
                }
            }
            try (DirectoryStream<Path> all = Files.newDirectoryStream(set.folder())) {
                for (Path file : all) {
                    String name = String.valueOf(file.getFileName());
                    if (!promised.containsKey(name) && !name.equals(MANIFEST)) {
                        throw altered(set, "có tệp lạ " + name, "a strange file lies in it: " + name);
                    }
                }
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + set.folder() + ": " + trouble, trouble);
        }
        return promised.size();
    }

    private static Map<String, String> promises(BackupMedium.SetFolder set) {
        Map<String, String> promised = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(set.folder().resolve(MANIFEST))) {
                if (!line.matches("[0-9a-f]{64}  [0-9A-Za-z.-]+")) {
                    throw altered(set, MANIFEST + " bị sửa", MANIFEST + " was changed");
                }
                promised.put(line.substring(66), line.substring(0, 64));
            }
        } catch (NoSuchFileException absent) {
            throw new ContentMissing(set.folder() + ": thiếu " + MANIFEST + " / is missing");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + set.folder() + ": " + trouble, trouble);
        }
        for (String needed : List.of(DESCRIPTION, LISTING, JOURNAL, DATABASE)) {
            if (!promised.containsKey(needed)) {
                throw altered(set, MANIFEST + " không nói tới " + needed, MANIFEST + " does not name " + needed);
            }
        }
        return promised;
    }

    /** @throws ContentAltered when the last set's list of packages is not what its manifest promises */
    void requireListing() {
        try {
            String promised = promises(last()).getOrDefault(LISTING, "");
            if (!SetDraft.digest(last().folder().resolve(LISTING)).hex().equals(promised)) {
                throw altered(last(), "danh mục gói bị hỏng", "its list of packages is damaged");
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + last().folder() + ": " + trouble, trouble);
        }
    }

    /** Packages of the last set, in the order of identifiers. @return how many */
    public long listing(Consumer<ListedPackage> each) {
        return listing(last().folder(), each);
    }

    static long listing(Path set, Consumer<ListedPackage> each) {
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(set.resolve(LISTING), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(ListedPackage.parse(line));
                count++;
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + set + ": " + trouble, trouble);
        } catch (IllegalArgumentException odd) {
            throw new ContentAltered(set + ": " + LISTING + ", " + (count + 1) + ": " + odd.getMessage());
        }
        return count;
    }

    /** SHA-256 of a set's manifest, by which the next set knows it. */
    static Fixity manifest(Path set) {
        try {
            return Digests.fixity(DigestAlgorithm.SHA_256, Files.readAllBytes(set.resolve(MANIFEST)));
        } catch (NoSuchFileException absent) {
            throw new ContentMissing(set + ": thiếu " + MANIFEST + " / is missing");
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + set + ": " + trouble, trouble);
        }
    }

    private static ContentAltered altered(BackupMedium.SetFolder set, String vi, String en) {
        return new ContentAltered(set.folder() + ": " + vi + " / " + en);
    }
}
