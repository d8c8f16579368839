package vn.khoso.preservation.journal.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.journal.transparency.CheckpointStore;
import vn.khoso.preservation.storage.s3.S3Files;

/** Checkpoints in a bucket, under the names that they have on a volume that is a folder. */
public final class S3Checkpoints implements CheckpointStore {

    private static final String FOLDER = S3JournalSegments.FOLDER + "checkpoints/";
    private static final Pattern NAME = Pattern.compile(FOLDER + "([0-9]{12})\\.note");
    private static final int DIGITS = 12;

    private final S3Files files;
    private final ConcurrentSkipListSet<Long> sizes = new ConcurrentSkipListSet<>();

    private S3Checkpoints(S3Files files) {
        this.files = files;
    }

    public static S3Checkpoints on(S3Files files) {
        S3Checkpoints checkpoints = new S3Checkpoints(files);
        for (String name : files.names(FOLDER)) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches()) {
                checkpoints.sizes.add(Long.parseLong(matcher.group(1)));
            }
        }
        return checkpoints;
    }

    private static String name(long size, String kind) {
        String digits = Long.toString(size);
        return FOLDER + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + kind;
    }

    @Override
    public List<Kept> after(long after, int limit) {
        return sizes.tailSet(after, false).stream().limit(limit).map(this::kept).toList();
    }

    @Override
    public Optional<Kept> find(long size) {
        return sizes.contains(size) ? Optional.of(kept(size)) : Optional.empty();
    }

    @Override
    public Optional<Kept> latest() {
        return sizes.isEmpty() ? Optional.empty() : Optional.of(kept(sizes.last()));
    }

    private Kept kept(long size) {
        byte[] note = read(name(size, ".note"))
                .orElseThrow(() -> new ContentAltered("the checkpoint of size " + size + " is gone from storage"));
        return new Kept(size, new String(note, StandardCharsets.UTF_8), read(name(size, ".tsr")));
    }

    private Optional<byte[]> read(String name) {
        return files.read(name).map(S3Files.Found::bytes);
    }

    @Override
    public void keep(long size, String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        publishOnce(name(size, ".note"), bytes);
        if (sizes.isEmpty() || size >= sizes.last()) {
            files.overwrite(S3JournalSegments.FOLDER + "checkpoint", bytes);
        }
        sizes.add(size);
    }

    @Override
    public void keepTimeStamp(long size, byte[] reply) {
        publishOnce(name(size, ".tsr"), reply);
    }

    private void publishOnce(String name, byte[] bytes) {
        Optional<byte[]> there = read(name);
        if (there.isEmpty()) {
            files.write(name, bytes);
        } else if (!Arrays.equals(there.get(), bytes)) {
            throw new ContentAltered(
                    name + " is on storage already with other bytes; what was said once is never unsaid");
        }
    }
}
