package vn.khoso.deploy.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.khoso.schemas.codec.tlog.Checkpoint;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.codec.tlog.TilePath;
import vn.khoso.schemas.codec.tlog.TreeHash;

/** The whole journal of a volume: segments, chain, tree, tiles, checkpoints, time stamps, and checkpoints that were kept elsewhere. */
final class JournalCheck {

    private static final String EVENT = "\"type\":\"CHECKPOINT\"";

    private final JournalFolder journal;
    private final NoteKey key;
    private final List<X509Certificate> stampAnchors;
    private final Report report;
    private final GrowingTree tree = new GrowingTree(this::compareTile);
    private final Map<Long, TreeHash> roots = new TreeMap<>();
    private final Map<Long, String> entered = new TreeMap<>();
    private final TreeSet<TilePath> unseen = new TreeSet<>(java.util.Comparator.comparing(TilePath::text));
    private final List<TilePath> missing = new ArrayList<>();
    private long wrongTiles;
    private long lastCheckpoint;

    JournalCheck(JournalFolder journal, NoteKey key, List<X509Certificate> stampAnchors, Report report) {
        this.journal = journal;
        this.key = key;
        this.stampAnchors = stampAnchors;
        this.report = report;
    }

    /** @param elsewhere signed checkpoints that were kept outside of the archive, by a name for people */
    void run(Map<String, String> elsewhere) throws IOException {
        Set<Long> wanted = new TreeSet<>(journal.notes().keySet());
        elsewhere.values().forEach(note -> size(note).ifPresent(wanted::add));
        lastCheckpoint = journal.notes().keySet().stream().max(Long::compare).orElse(0L);
        unseen.addAll(journal.tiles().keySet());
        journal.strange()
                .forEach(name ->
                        report.remark("Tệp lạ trong nhật ký: " + name, "A strange file in the journal: " + name));
        roots.put(0L, TreeHash.EMPTY);
        if (!walk(wanted)) {
            return;
        }
        tiles();
        for (Map.Entry<Long, Path> note : journal.notes().entrySet()) {
            checkpoint(note.getKey(), Files.readString(note.getValue(), StandardCharsets.UTF_8));
        }
        latest();
        events();
        elsewhere.forEach(this::elsewhere);
        if (elsewhere.isEmpty()) {
            report.remark(
                    "Không có điểm kiểm giữ ở nơi khác: ai có mọi khóa của kho vẫn có thể đã viết lại tất cả.",
                    "No checkpoint kept elsewhere was given: who has all keys of the archive could have rewritten everything.");
        }
    }

    /** A checkpoint over more entries than there are has no root to be compared with. */
    private boolean isRoot(Checkpoint checkpoint) {
        return Optional.ofNullable(roots.get(checkpoint.size()))
                .filter(checkpoint.root()::equals)
                .isPresent();
    }

    private Optional<Long> size(String note) {
        try {
            return Optional.of(Checkpoint.signed(note, key).size());
        } catch (IllegalArgumentException told) {
            return Optional.empty();
        }
    }

    private boolean walk(Set<Long> wanted) throws IOException {
        String hash = JournalLine.START;
        int number = 0;
        for (Path segment : journal.segments()) {
            number++;
            if (!segment.getFileName().toString().equals(String.format(java.util.Locale.ROOT, "%08d.ndjson", number))) {
                report.fails(
                        "Thiếu phân đoạn nhật ký số " + number, "Segment " + number + " of the journal is missing");
                return false;
            }
            try {
                for (byte[] bytes : JournalFolder.lines(segment)) {
                    JournalLine line = JournalLine.parse(bytes);
                    if (!line.follows(tree.size(), hash)) {
                        throw new IllegalArgumentException(
                                "entry " + (tree.size() + 1) + " does not follow the one before it");
                    }
                    hash = line.hash();
                    tree.add(TreeHash.ofLeaf(bytes));
                    if (wanted.contains(tree.size())) {
                        roots.put(tree.size(), tree.root());
                    }
                    noteEvent(bytes);
                }
            } catch (IllegalArgumentException broken) {
                report.fails(
                        "Chuỗi nhật ký đứt sau mục " + tree.size() + " (" + segment.getFileName() + ")",
                        "The chain breaks after entry " + tree.size() + " in " + segment.getFileName() + ": "
                                + broken.getMessage());
                return false;
            }
        }
        report.holds(
                "Chuỗi nhật ký liền mạch: " + tree.size() + " mục trong " + number + " phân đoạn, gốc cây "
                        + tree.root(),
                "The journal is one chain: " + tree.size() + " entries in " + number + " segments, root "
                        + tree.root());
        return true;
    }

    private void noteEvent(byte[] line) {
        if (new String(line, StandardCharsets.UTF_8).contains(EVENT)) {
            Map<String, Object> event = Json.object(Json.object(line), "event");
            Map<String, Object> detail = Json.object(event, "detail");
            if ("CHECKPOINT".equals(event.get("type"))) {
                entered.put(Long.parseLong(Json.text(detail, "size")), Json.text(detail, "note"));
            }
        }
    }

    private void compareTile(GrowingTree.Row row) {
        TilePath tile = row.tile();
        Path file = journal.tiles().get(tile);
        if (file == null) {
            boolean due =
                    tile.full() && ((tile.index() + 1) << (TilePath.HEIGHT * (tile.level() + 1))) <= lastCheckpoint;
            if (due) {
                missing.add(tile);
            }
            return;
        }
        unseen.remove(tile);
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        row.hashes().forEach(hash -> hashes.writeBytes(hash.bytes()));
        try {
            if (!Arrays.equals(hashes.toByteArray(), Files.readAllBytes(file))) {
                wrongTiles++;
                report.fails("Mảnh cây băm bị sửa: " + tile, "A tile was changed: " + tile);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Tiles follow from the segments, and only the volume on which the tree grew has them: elsewhere there are none, or early ones only. */
    private void tiles() {
        if (journal.tiles().isEmpty()) {
            report.remark(
                    "Ổ này không có mảnh cây băm: cây được tính từ các phân đoạn nhật ký.",
                    "No tiles on this volume: the tree was computed from the segments.");
            return;
        }
        long gaps = missing.stream().filter(this::isGap).count();
        if (gaps < missing.size()) {
            report.remark(
                    "Cây băm trên ổ này ngừng sớm hơn nhật ký: " + (missing.size() - gaps)
                            + " mảnh cuối được tính từ các phân đoạn nhật ký.",
                    "The tree on this volume ends before the journal: its last " + (missing.size() - gaps)
                            + " tiles were computed from the segments.");
        }
        report.check(
                gaps == 0 && unseen.isEmpty() && wrongTiles == 0,
                "Các mảnh cây băm khớp với nhật ký: " + journal.tiles().size(),
                "The tiles are those of the journal: " + journal.tiles().size(),
                "Mảnh cây băm: " + wrongTiles + " sai, " + gaps + " thiếu, " + unseen.size() + " thừa",
                "Tiles: " + wrongTiles + " wrong, " + gaps + " missing, " + unseen.size() + " that no entry gives");
    }

    /** Whether tiles behind it are there. */
    private boolean isGap(TilePath absent) {
        return journal.tiles().keySet().stream()
                .anyMatch(there -> there.level() == absent.level() && there.index() > absent.index());
    }

    private void checkpoint(long size, String note) throws IOException {
        try {
            Checkpoint checkpoint = Checkpoint.signed(note, key);
            boolean fits = checkpoint.size() == size && isRoot(checkpoint);
            report.check(
                    fits,
                    "Điểm kiểm " + size + " đúng chữ ký và đúng gốc cây",
                    "Checkpoint " + size + " is signed and is the root of the journal",
                    "Điểm kiểm " + size + " không phải gốc của nhật ký này",
                    "Checkpoint " + size + " is not the root of this journal");
        } catch (IllegalArgumentException bad) {
            report.fails(
                    "Điểm kiểm " + size + " không đúng chữ ký của khóa đã cho",
                    "Checkpoint " + size + ": " + bad.getMessage());
        }
        Optional<byte[]> reply = journal.timeStamp(size);
        if (reply.isPresent()) {
            new StampCheck(stampAnchors, report)
                    .check(
                            "điểm kiểm " + size,
                            "checkpoint " + size,
                            note.getBytes(StandardCharsets.UTF_8),
                            reply.get());
        } else {
            report.remark(
                    "Điểm kiểm " + size + " chưa có dấu thời gian", "Checkpoint " + size + " has no time stamp yet");
        }
    }

    private void latest() throws IOException {
        Optional<String> latest = journal.latest();
        Path newest = journal.notes().get(lastCheckpoint);
        if (latest.isPresent() || newest != null) {
            boolean same = latest.isPresent()
                    && newest != null
                    && latest.get().equals(Files.readString(newest, StandardCharsets.UTF_8));
            report.check(
                    same,
                    "Tệp checkpoint là điểm kiểm mới nhất",
                    "The file checkpoint is the newest checkpoint",
                    "Tệp checkpoint không phải điểm kiểm mới nhất",
                    "The file checkpoint is not the newest checkpoint");
        }
    }

    /** What the journal says was signed is still there, byte for byte. */
    private void events() throws IOException {
        long gone = 0;
        for (Map.Entry<Long, String> event : entered.entrySet()) {
            Path note = journal.notes().get(event.getKey());
            if (note == null || !Files.readString(note, StandardCharsets.UTF_8).equals(event.getValue())) {
                gone++;
                report.fails(
                        "Điểm kiểm " + event.getKey() + " ghi trong nhật ký nhưng không còn trên kho",
                        "Checkpoint " + event.getKey() + " is in the journal and not on storage");
            }
        }
        if (gone == 0 && !entered.isEmpty()) {
            report.holds(
                    "Mọi điểm kiểm ghi trong nhật ký đều còn: " + entered.size(),
                    "Every checkpoint that the journal tells of is there: " + entered.size());
        }
    }

    private void elsewhere(String name, String note) {
        try {
            Checkpoint kept = Checkpoint.signed(note, key);
            boolean fits = isRoot(kept);
            report.check(
                    fits,
                    "Nhật ký nối tiếp điểm kiểm giữ ở nơi khác " + name + " (" + kept.size()
                            + " mục): không gì trước đó bị sửa",
                    "The journal continues the checkpoint kept elsewhere, " + name + " (" + kept.size()
                            + " entries): nothing before it was changed",
                    "LỊCH SỬ ĐÃ BỊ SỬA: nhật ký không nối tiếp điểm kiểm giữ ở nơi khác " + name,
                    "HISTORY WAS REWRITTEN: the journal does not continue the checkpoint kept elsewhere, " + name);
        } catch (IllegalArgumentException bad) {
            report.fails(
                    "Điểm kiểm giữ ở nơi khác " + name + " không đúng chữ ký",
                    "The checkpoint kept elsewhere, " + name + ": " + bad.getMessage());
        }
    }
}
