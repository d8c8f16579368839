package vn.khoso.deploy.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vn.khoso.schemas.codec.tlog.Checkpoint;
import vn.khoso.schemas.codec.tlog.ConsistencyProof;
import vn.khoso.schemas.codec.tlog.InclusionProof;
import vn.khoso.schemas.codec.tlog.JournalLine;
import vn.khoso.schemas.codec.tlog.NoteKey;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;

/** The command {@code java -jar khoso-verify.jar}. Ends with 0 when everything holds, 1 when something does not, 2 when it could not look. */
public final class Verify {

    private static final int HOLDS = 0;
    private static final int FAILS = 1;
    private static final int COULD_NOT = 2;

    private static final String USAGE = """
            Kiểm tra ngoại tuyến, không cần máy chủ. Checks offline, without a server.

              receipt     --receipt receipt.json --signature receipt.p7s --certificate archive.pem
                          [--file GÓI/PACKAGE] [--proof receipt.tlog-proof --key log.vkey]
              proof       --proof entry.tlog-proof --key log.vkey [--entry ENTRY]
              checkpoint  --checkpoint NOTE --key log.vkey [--timestamp REPLY.tsr [--timestamp-certificates TSA.pem]]
              consistency --checkpoint OLD-NOTE --proof PROOF --key log.vkey
              journal     --journal VOLUME/journal --key log.vkey [--checkpoint OLD-NOTE]... [--timestamp-certificates TSA.pem]

            Mã kết thúc / exit code: 0 đúng hết / all holds; 1 có điều sai / something does not; 2 không kiểm tra được / could not look.
            Lấy khóa và chứng thư từ nơi khác, đừng từ chính kho đang kiểm tra.
            Have key and certificates from elsewhere, not from the volume that is checked.""";

    private static final Map<String, Set<String>> COMMANDS = Map.of(
            "receipt", Set.of("--receipt", "--signature", "--certificate", "--file", "--proof", "--key"),
            "proof", Set.of("--proof", "--key", "--entry"),
            "checkpoint", Set.of("--checkpoint", "--key", "--timestamp", "--timestamp-certificates"),
            "consistency", Set.of("--checkpoint", "--proof", "--key"),
            "journal", Set.of("--journal", "--key", "--checkpoint", "--timestamp-certificates"));

    private final Map<String, List<String>> options = new TreeMap<>();
    private final Clock clock;

    private Verify(Clock clock) {
        this.clock = clock;
    }

    public static void main(String... arguments) {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(run(out, Clock.systemUTC(), arguments));
    }

    /** @return the exit code */
    static int run(PrintStream out, Clock clock, String... arguments) {
        Verify verify = new Verify(clock);
        if (arguments.length == 0 || !COMMANDS.containsKey(arguments[0]) || !verify.read(arguments)) {
            out.println(USAGE);
            return COULD_NOT;
        }
        Report report = new Report();
        try {
            if (!verify.command(arguments[0], report)) {
                out.println(USAGE);
                return COULD_NOT;
            }
        } catch (IOException | UncheckedIOException unreadable) {
            out.println("KHÔNG ĐỌC ĐƯỢC / CANNOT READ: " + unreadable.getMessage());
            return COULD_NOT;
        }
        report.print(out);
        return report.good() ? HOLDS : FAILS;
    }

    private boolean read(String... arguments) {
        for (int at = 1; at < arguments.length; at += 2) {
            if (!COMMANDS.getOrDefault(arguments[0], Set.of()).contains(arguments[at]) || at + 1 == arguments.length) {
                return false;
            }
            options.computeIfAbsent(arguments[at], name -> new ArrayList<>()).add(arguments[at + 1]);
        }
        return true;
    }

    private boolean has(String... names) {
        return java.util.Arrays.stream(names).allMatch(options::containsKey);
    }

    /** @return false when an option is missing */
    private boolean command(String name, Report report) throws IOException {
        return switch (name) {
            case "receipt" ->
                has("--receipt", "--signature", "--certificate") && has("--proof") == has("--key") && receipt(report);
            case "proof" -> has("--proof", "--key") && proof(report);
            case "checkpoint" -> has("--checkpoint", "--key") && checkpoint(report);
            case "consistency" -> has("--checkpoint", "--proof", "--key") && consistency(report);
            case "journal" -> has("--journal", "--key") && journal(report);
            default -> false;
        };
    }

    private boolean receipt(Report report) throws IOException {
        ReceiptCheck receipt = new ReceiptCheck(bytes("--receipt"), report);
        byte[] signature = bytes("--signature");
        certificates("--certificate", report).ifPresent(anchors -> receipt.seal(signature, anchors, clock.instant()));
        if (has("--file")) {
            Path file = path("--file");
            receipt.file(sha256(file), Files.size(file));
        }
        if (has("--proof")) {
            String proof = text("--proof");
            key(report).ifPresent(key -> receipt.proof(proof, key));
        }
        return true;
    }

    private boolean proof(Report report) throws IOException {
        String text = text("--proof");
        Optional<byte[]> given = has("--entry") ? Optional.of(withoutLineFeed(bytes("--entry"))) : Optional.empty();
        key(report)
                .ifPresent(key -> told(report, "Bằng chứng không đúng", "The proof does not hold", () -> {
                    InclusionProof proof = InclusionProof.parse(text);
                    byte[] entry = given.or(proof::entry)
                            .orElseThrow(
                                    () -> new IllegalArgumentException("the entry is neither in the proof nor given"));
                    boolean holds = proof.holds(entry, key)
                            && proof.entry()
                                    .map(inside -> java.util.Arrays.equals(inside, entry))
                                    .orElse(true);
                    JournalLine line = JournalLine.parse(entry);
                    report.check(
                            holds && line.index() == proof.index() + 1,
                            "Mục nhật ký " + line.index() + " nằm dưới điểm kiểm có chữ ký",
                            "Journal entry " + line.index() + " is under the signed checkpoint",
                            "Mục nhật ký không nằm dưới điểm kiểm",
                            "The journal entry is not under the checkpoint");
                }));
        return true;
    }

    private boolean checkpoint(Report report) throws IOException {
        String note = text("--checkpoint");
        key(report)
                .ifPresent(key -> told(report, "Điểm kiểm không đúng", "The checkpoint does not hold", () -> {
                    Checkpoint checkpoint = Checkpoint.signed(note, key);
                    report.holds(
                            "Điểm kiểm " + checkpoint.size() + " mục đúng chữ ký",
                            "The checkpoint over " + checkpoint.size() + " entries is signed");
                }));
        if (has("--timestamp")) {
            byte[] reply = bytes("--timestamp");
            byte[] document = bytes("--checkpoint");
            certificates("--timestamp-certificates", report)
                    .ifPresent(anchors ->
                            new StampCheck(anchors, report).check("điểm kiểm", "the checkpoint", document, reply));
        }
        return true;
    }

    private boolean consistency(Report report) throws IOException {
        String old = text("--checkpoint");
        String text = text("--proof");
        key(report)
                .ifPresent(key -> told(report, "Bằng chứng không đúng", "The proof does not hold", () -> {
                    Checkpoint older = Checkpoint.signed(old, key);
                    ConsistencyProof proof = ConsistencyProof.parse(text);
                    report.check(
                            proof.holds(older, key),
                            "Nhật ký chỉ được nối thêm từ điểm kiểm " + older.size(),
                            "The journal only grew since the checkpoint over " + older.size() + " entries",
                            "LỊCH SỬ ĐÃ BỊ SỬA sau điểm kiểm " + older.size(),
                            "HISTORY WAS REWRITTEN: the newer checkpoint does not continue the older one");
                }));
        return true;
    }

    private boolean journal(Report report) throws IOException {
        JournalFolder folder = JournalFolder.of(path("--journal"));
        Map<String, String> elsewhere = new LinkedHashMap<>();
        for (String name : options.getOrDefault("--checkpoint", List.of())) {
            elsewhere.put(name, Files.readString(Path.of(name), StandardCharsets.UTF_8));
        }
        Optional<NoteKey> key = key(report);
        Optional<List<X509Certificate>> anchors = certificates("--timestamp-certificates", report);
        if (key.isPresent() && anchors.isPresent()) {
            new JournalCheck(folder, key.get(), anchors.get(), report).run(elsewhere);
        }
        return true;
    }

    private static void told(Report report, String vi, String en, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException bad) {
            report.fails(vi, en + ": " + bad.getMessage());
        }
    }

    private Optional<NoteKey> key(Report report) throws IOException {
        try {
            return Optional.of(NoteKey.parse(text("--key")));
        } catch (IllegalArgumentException none) {
            report.fails("Khóa không đọc được", "The key cannot be read: " + none.getMessage());
            return Optional.empty();
        }
    }

    /** None when the option was not given. */
    private Optional<List<X509Certificate>> certificates(String option, Report report) throws IOException {
        if (!has(option)) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(CmsSignature.certificates(bytes(option)));
        } catch (IllegalArgumentException none) {
            report.fails("Chứng thư không đọc được", "The certificates cannot be read: " + none.getMessage());
            return Optional.empty();
        }
    }

    private Path path(String option) {
        return Path.of(options.getOrDefault(option, List.of("")).getFirst());
    }

    private byte[] bytes(String option) throws IOException {
        return Files.readAllBytes(path(option));
    }

    private String text(String option) throws IOException {
        return new String(bytes(option), StandardCharsets.UTF_8);
    }

    private static byte[] withoutLineFeed(byte[] bytes) {
        return bytes.length > 0 && bytes[bytes.length - 1] == '\n'
                ? java.util.Arrays.copyOf(bytes, bytes.length - 1)
                : bytes;
    }

    private static byte[] sha256(Path file) throws IOException {
        MessageDigest digest = Digests.of(DigestAlgorithm.SHA_256);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }
}
