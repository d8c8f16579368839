package vn.khoso.preservation.backup.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.khoso.preservation.backup.BackupKind;
import vn.khoso.preservation.backup.BackupSet;
import vn.khoso.preservation.backup.BackupSetJson;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.oais.Fixity;

/**
 * The papers of TT05, Annex VII: backup minutes beside each set, the backup log of a medium, restore minutes. They hold what the annex
 * is known to ask for; the lines for signatures are for people.
 */
public final class Minutes {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'ngày' dd/MM/yyyy", Locale.ROOT)
            .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private static final String PAPER = ".bien-ban.html";
    private static final String JSON = ".minutes.json";

    private Minutes() {}

    /**
     * Writes the minutes of a set and the log of its medium anew.
     *
     * @param archiveName as it stands on pages
     * @return the minutes
     */
    public static Path ofBackup(String archiveName, BackupMedium medium, TakeBackup.Taken taken, Instant finished) {
        BackupSet set = taken.set();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Kho lưu trữ", archiveName + " (" + set.archive() + ")");
        lines.put("Loại sao lưu", kind(set));
        lines.put("Bản sao lưu", set.name());
        lines.put("Phương tiện", medium.root() + " (" + medium.id() + ")");
        lines.put("Bắt đầu", TIME.format(set.takenAt()));
        lines.put("Kết thúc", TIME.format(finished));
        lines.put("Người yêu cầu", set.takenBy());
        lines.put("Phạm vi nhật ký", "từ sau mục " + set.from() + " đến mục " + set.to());
        set.base().ifPresent(base -> lines.put("Dựa trên bản", base.name()));
        lines.put("Số gói của kho", Long.toString(set.counts().packages()));
        lines.put(
                "Số gói trong bản này",
                set.counts().packed() + " (" + set.counts().files() + " tệp, "
                        + set.counts().bytes() + " byte)");
        lines.put("Hồ sơ và cơ sở dữ liệu", "sao lưu cùng một thời điểm");
        String except = set.complete()
                ? ""
                : ", trừ " + set.counts().unsaved() + " gói không còn bản tốt, không nằm trong bản sao lưu này";
        lines.put("Kiểm tra", "đã đối chiếu từng byte khi đọc và đọc lại sau khi ghi" + except);
        lines.put("Bản lưu bị hỏng gặp khi đọc", Long.toString(set.counts().damagedCopies()));
        lines.put("Gói không còn bản tốt", Long.toString(set.counts().unsaved()));
        lines.put("Mã tóm lược cơ sở dữ liệu", set.canonical().hex());
        lines.put("SHA-256 của " + SetChain.MANIFEST, taken.manifest().hex());
        set.remarks().forEach(remark -> lines.put("Ghi chú " + (lines.size() + 1), remark));
        lines.put("Mật khẩu khóa", "không nằm trong bản sao lưu; giữ riêng, xem deploy/README.md");
        Path minutes = taken.folder().resolveSibling(set.name() + PAPER);
        write(minutes, document("BIÊN BẢN SAO LƯU", lines));
        ObjectNode json = BackupSetJson.write(set)
                .put("finishedAt", finished.toString())
                .put("manifestSha256", taken.manifest().hex());
        write(taken.folder().resolveSibling(set.name() + JSON), CanonicalJson.text(json) + "\n");
        write(
                taken.folder().resolveSibling("nhat-ky-sao-luu.html"),
                log(archiveName, medium, medium.sets(set.archive())));
        return minutes;
    }

    /** Writes the minutes of sets that have none, because their medium failed right then. They end when the manifest was written. */
    public static void owed(String archiveName, BackupMedium medium, String archive) {
        for (BackupMedium.SetFolder one : medium.sets(archive)) {
            Path folder = one.folder();
            String name = one.set().name();
            boolean written = Files.exists(folder.resolveSibling(name + PAPER))
                    && Files.exists(folder.resolveSibling(name + JSON));
            // What is wrong with a set without a manifest, its verification tells.
            if (!written && Files.exists(folder.resolve(SetChain.MANIFEST))) {
                TakeBackup.Taken taken = new TakeBackup.Taken(folder, one.set(), SetChain.manifest(folder));
                ofBackup(archiveName, medium, taken, written(folder.resolve(SetChain.MANIFEST)));
            }
        }
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read when " + file + " was written: " + trouble, trouble);
        }
    }

    /**
     * Writes the minutes of a restore.
     *
     * @param folder of the restored archive
     * @param found digest of the canonical export after the restore
     */
    public static Path ofRestore(
            Path folder, SetChain chain, LayDown.Laid laid, Fixity found, List<String> remarks, Instant finished) {
        BackupSet set = chain.last().set();
        boolean equal = found.equals(set.canonical());
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Khôi phục từ", chain.last().folder().toString());
        lines.put(
                "Chuỗi bản sao lưu",
                String.join(
                        ", ", chain.sets().stream().map(one -> one.set().name()).toList()));
        lines.put("Thời điểm của dữ liệu", TIME.format(set.takenAt()) + ", mục nhật ký " + set.to());
        lines.put("Kết thúc", TIME.format(finished));
        lines.put("Số gói", laid.packages() + " (" + laid.copies() + " bản trên các ổ, " + laid.bytes() + " byte)");
        lines.put(
                "Gói không có trong bản sao lưu",
                Integer.toString(laid.missing().size()));
        lines.put("Mã tóm lược khi sao lưu", set.canonical().hex());
        lines.put("Mã tóm lược sau khôi phục", found.hex());
        lines.put("Kết luận", equal ? "TRÙNG KHỚP" : "KHÔNG TRÙNG KHỚP");
        remarks.forEach(remark -> lines.put("Ghi chú " + (lines.size() + 1), remark));
        Path minutes = folder.resolve("restore-minutes.html");
        write(minutes, document("BIÊN BẢN KHÔI PHỤC", lines));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("set", set.name())
                .put("packages", laid.packages())
                .put("copies", laid.copies())
                .put("bytes", laid.bytes())
                .put("missing", laid.missing().size())
                .put("canonicalDigest", set.canonical().hex())
                .put("foundDigest", found.hex())
                .put("equal", equal)
                .put("finishedAt", finished.toString());
        remarks.forEach(json.putArray("remarks")::add);
        write(folder.resolve("restore-minutes.json"), CanonicalJson.text(json) + "\n");
        return minutes;
    }

    private static String kind(BackupSet set) {
        String kind = set.kind() == BackupKind.FULL ? "Đầy đủ" : "Gia tăng";
        return set.kept() ? kind + " (giữ 3 năm)" : kind;
    }

    private static String log(String archiveName, BackupMedium medium, List<BackupMedium.SetFolder> sets) {
        StringBuilder rows = new StringBuilder("<tr><th>STT<th>Thời điểm<th>Loại<th>Bản sao lưu<th>Số gói<th>Byte"
                + "<th>Người yêu cầu<th>Gói không còn bản tốt</tr>\n");
        int number = 1;
        for (BackupMedium.SetFolder one : sets) {
            BackupSet set = one.set();
            rows.append("<tr>");
            for (String cell : List.of(
                    Integer.toString(number++),
                    TIME.format(set.takenAt()),
                    kind(set),
                    set.name(),
                    set.counts().packed() + "/" + set.counts().packages(),
                    Long.toString(set.counts().bytes()),
                    set.takenBy(),
                    Long.toString(set.counts().unsaved()))) {
                rows.append("<td>").append(escaped(cell));
            }
            rows.append("</tr>\n");
        }
        return page("NHẬT KÝ SAO LƯU", archiveName + ", " + medium.root() + " (" + medium.id() + ")", rows.toString());
    }

    private static String document(String title, Map<String, String> lines) {
        StringBuilder rows = new StringBuilder();
        lines.forEach((what, text) -> rows.append("<tr><th scope=row>")
                .append(escaped(what))
                .append("<td>")
                .append(escaped(text))
                .append("</tr>\n"));
        return page(title, "Thông tư 05/2025/TT-BNV, Điều 27, Phụ lục VII", rows.toString())
                .replace(
                        "</body>",
                        "<p>Người thực hiện: ..................  Người phụ trách: ..................</p></body>");
    }

    private static String page(String title, String below, String rows) {
        return String.format(Locale.ROOT, """
                <!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>%s</title>
                <style>body{font-family:serif;margin:2em}table{border-collapse:collapse}th,td{border:1px solid;padding:.3em .6em;text-align:left;overflow-wrap:anywhere}</style>
                </head><body><h1>%s</h1><p>%s</p><table>
                %s</table></body></html>
                """, title, title, escaped(below), rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void write(Path file, String text) {
        try {
            Path draft = file.resolveSibling("." + file.getFileName() + ".new");
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            BackupMedium.force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot write the minutes " + file + ": " + trouble, trouble);
        }
    }
}
