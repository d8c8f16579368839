package vn.khoso.ingest.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.FindingJson;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.FindingMessages;
import vn.khoso.schemas.finding.FindingMessages.Language;
import vn.khoso.schemas.finding.FindingMessages.Message;
import vn.khoso.schemas.finding.JudgedFinding;
import vn.khoso.schemas.submission.RefusalLetter;

/** Writes the letter that a producer gets: every finding with cause, rule and next step, in Vietnamese and English. */
public final class Letter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private Letter() {}

    /** Both languages in one document. */
    public static byte[] json(RefusalLetter letter) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("sip", letter.sip().toString());
        root.put("producer", letter.producer().value());
        root.put("fileName", letter.fileName());
        root.put("sipSha256", letter.digest().hex());
        root.put("receivedAt", letter.receivedAt().toString());
        root.put("concludedAt", letter.concludedAt().toString());
        root.put("refused", letter.refused());
        FindingMessages vi = new FindingMessages(Language.VI);
        FindingMessages en = new FindingMessages(Language.EN);
        ArrayNode findings = root.putArray("findings");
        for (JudgedFinding judged : letter.findings()) {
            ObjectNode finding = FindingJson.write(judged);
            finding.set("vi", message(vi.of(judged.finding())));
            finding.set("en", message(en.of(judged.finding())));
            findings.add(finding);
        }
        return CanonicalJson.bytes(root);
    }

    private static ObjectNode message(Message message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", message.what())
                .put("rule", message.rule())
                .put("next", message.next());
    }

    /** A page that can be printed, and saved without losing a word; its look is that of the archive, since the policy allows no style inside. */
    public static String html(RefusalLetter letter, Language language) {
        Words words = language == Language.VI ? Words.VI : Words.EN;
        FindingMessages messages = new FindingMessages(language);
        StringBuilder rows = new StringBuilder();
        int number = 0;
        for (JudgedFinding judged : letter.findings()) {
            Message message = messages.of(judged.finding());
            number++;
            rows.append("<tr><td class=\"n\">")
                    .append(number)
                    .append("</td><td>")
                    .append(level(words, judged.level()))
                    .append("<br><code>")
                    .append(escaped(judged.finding().code().code()))
                    .append("</code></td><td data-label=\"")
                    .append(words.object())
                    .append("\"><code>")
                    .append(escaped(judged.finding().subject()))
                    .append("</code></td><td><p>")
                    .append(escaped(message.what()))
                    .append("</p><p>")
                    .append(words.rule())
                    .append(": ")
                    .append(escaped(message.rule()))
                    .append("</p><p>")
                    .append(words.next())
                    .append(": ")
                    .append(escaped(message.next()))
                    .append("</p></td></tr>\n");
        }
        return PAGE.replace("@lang@", words.code())
                .replace("@title@", letter.refused() ? words.refused() : words.accepted())
                .replace("@sip@", letter.sip().uuid().toString())
                .replace("@back@", words.back())
                .replace("@facts@", facts(letter, words))
                .replace(
                        "@findings@", letter.findings().isEmpty() ? "<p>" + words.none() + "</p>" : table(words, rows));
    }

    /** As everywhere in the archive: a sign and a word, never colour alone. */
    private static String level(Words words, FindingLevel level) {
        return switch (level) {
            case REFUSE -> chip("bad", "✕", words.refuse());
            case WARN -> chip("warn", "!", words.warn());
            case NOTE -> chip("info", "i", words.note());
        };
    }

    private static String chip(String css, String sign, String word) {
        return "<span class=\"chip " + css + "\"><span aria-hidden=\"true\">" + sign + "</span> " + word + "</span>";
    }

    private static String table(Words words, CharSequence rows) {
        return "<div class=\"tw\" tabindex=\"0\" role=\"region\" aria-label=\"" + words.findings()
                + "\"><table class=\"stack letter\"><thead><tr>" + words.head() + "</tr></thead><tbody>\n" + rows
                + "</tbody></table></div>";
    }

    private static String facts(RefusalLetter letter, Words words) {
        return fact(words.sip(), letter.sip().toString())
                + fact(words.file(), letter.fileName())
                + fact(words.producer(), letter.producer().value())
                + fact("SHA-256", letter.digest().hex())
                + fact(words.received(), time(letter.receivedAt()))
                + fact(words.concluded(), time(letter.concludedAt()))
                + fact(words.count(), Integer.toString(letter.findings().size()));
    }

    private static String fact(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + escaped(value) + "</dd>\n";
    }

    private static String time(Instant instant) {
        return TIME.format(instant) + " (+07:00)";
    }

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c < 0x20 && c != '\n' ? 0xFFFD : c);
            }
        });
        return safe.toString();
    }

    private record Words(
            String code,
            String refused,
            String accepted,
            String sip,
            String file,
            String producer,
            String received,
            String concluded,
            String count,
            String rule,
            String next,
            String head,
            String refuse,
            String warn,
            String note,
            String findings,
            String none,
            String object,
            String back) {

        static final Words VI = new Words(
                "vi",
                "Thông báo không nhận gói tin nộp",
                "Báo cáo kiểm tra gói tin nộp",
                "Mã gói tin nộp",
                "Tên tệp",
                "Cơ quan nộp",
                "Thời điểm nhận",
                "Thời điểm kết luận",
                "Số phát hiện",
                "Căn cứ",
                "Việc cần làm",
                "<th scope=\"col\" class=\"n\">STT</th><th scope=\"col\">Mức</th><th scope=\"col\">Đối tượng</th><th scope=\"col\">Nội dung</th>",
                "Không nhận",
                "Cảnh báo",
                "Ghi nhận",
                "Các phát hiện",
                "Không có lỗi hay cảnh báo nào.",
                "Đối tượng",
                "Trở lại gói tin nộp");
        static final Words EN = new Words(
                "en",
                "Refusal of a submission",
                "Report on a submission",
                "Submission",
                "File name",
                "Producer",
                "Received",
                "Concluded",
                "Findings",
                "Rule",
                "What to do",
                "<th scope=\"col\" class=\"n\">No.</th><th scope=\"col\">Level</th><th scope=\"col\">Object</th><th scope=\"col\">Finding</th>",
                "Refused",
                "Warning",
                "Note",
                "Findings",
                "No errors or warnings.",
                "Object",
                "Back to the submission");
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="@lang@"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>@title@</title>
            <link rel="stylesheet" href="/assets/khoso.css"><link rel="icon" href="/assets/khoso.svg" type="image/svg+xml"></head>
            <body><main>
            <h1>@title@</h1>
            <dl class="facts card">
            @facts@</dl>
            @findings@
            <p class="bar"><a href="/ingest/@sip@">@back@</a></p>
            </main></body></html>
            """;
}
