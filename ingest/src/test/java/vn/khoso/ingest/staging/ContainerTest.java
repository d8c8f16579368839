package vn.khoso.ingest.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khoso.ingest.step.Outcome;
import vn.khoso.ingest.step.ProgressBoard;
import vn.khoso.ingest.testing.Containers;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.submission.Progress;
import vn.khoso.schemas.submission.Submission;
import vn.khoso.schemas.submission.Submission.State;

/** Containers from strangers: what is good comes through byte for byte, what is not never touches the disk outside. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ContainerTest {

    private static final IngestLimits LIMITS = new IngestLimits(1L << 30, 1L << 30, 5_000, 200, 48L << 20, 32, 0);

    @TempDir
    Path folder;

    private Outcome<UnpackedSip> open(byte[] container) throws IOException {
        return open(container, folder);
    }

    private static Outcome<UnpackedSip> open(byte[] container, Path folder) throws IOException {
        StagingArea staging = new StagingArea(folder.resolve("staging"), LIMITS, OptionalLong::empty);
        IdentifierMint mint = new IdentifierMint(Clock.systemUTC(), new SecureRandom());
        SipId sip = mint.sip();
        StagingArea.Arrival.Complete arrived = (StagingArea.Arrival.Complete)
                staging.receive(sip, new java.io.ByteArrayInputStream(container), OptionalLong.empty());
        Submission submission = new Submission(
                sip,
                mint.aip(),
                new AgencyCode("H56.17"),
                "mau",
                "a",
                arrived.size(),
                arrived.sha256(),
                Clock.systemUTC().instant(),
                Optional.empty(),
                State.RUNNING,
                Progress.NONE,
                1,
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new Unpack(staging, new ProgressBoard()).run(submission);
    }

    private static List<String> codes(Outcome<?> outcome) {
        return outcome.findings().stream()
                .map(one -> one.code().name())
                .distinct()
                .toList();
    }

    private static Map<String, byte[]> one(String name) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bagit.txt", "x".getBytes(StandardCharsets.UTF_8));
        files.put(name, "nội dung".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    static Stream<String> escaping() {
        return Stream.of(
                "../a",
                "a/../../b",
                "/etc/passwd",
                "C:/a",
                "c:a",
                "..",
                "a/..",
                "..\\a",
                "\\\\may\\a",
                "\\a",
                "a\\..\\b",
                "//may/a",
                "./../a");
    }

    @ParameterizedTest
    @MethodSource
    void escaping(String name) throws IOException {
        assertThat(codes(open(Containers.zip(one(name))))).containsExactly("CONTAINER_PATH_ESCAPES");
        assertThat(codes(open(Containers.tar(Containers.files(one(name)))))).containsExactly("CONTAINER_PATH_ESCAPES");
        assertThat(outside()).isEmpty();
    }

    static Stream<String> unsafe() {
        return Stream.of(
                "a\\b",
                "a\u0001b",
                "a\tb",
                "data/CON",
                "data/con.pdf",
                "NUL",
                "LPT1.txt",
                "a.",
                "a ",
                " a",
                "a/./b",
                "a//b",
                "\u202Efdp.exe",
                "a\u2028b",
                "\uFEFFa",
                "n".repeat(256),
                "ệ".repeat(86),
                "a/".repeat(40) + "b");
    }

    @ParameterizedTest
    @MethodSource
    void unsafe(String name) throws IOException {
        assertThat(codes(open(Containers.zip(one(name))))).containsExactly("CONTAINER_PATH_UNSAFE");
        assertThat(outside()).isEmpty();
    }

    static Stream<String> vietnamese() {
        String name = "data/Giấy khai sinh – Nguyễn Thị Ước (bản sao) #1, 50%.pdf";
        return Stream.of(
                Normalizer.normalize(name, Normalizer.Form.NFC),
                Normalizer.normalize(name, Normalizer.Form.NFD),
                "data/" + "ệ".repeat(85),
                "data/Đ.đ",
                "data/.hidden",
                "data/conto.pdf",
                "data/a..b");
    }

    @ParameterizedTest
    @MethodSource
    void vietnamese(String name) throws IOException {
        for (byte[] container : List.of(
                Containers.zip(one(name)),
                Containers.tar(Containers.files(one(name))),
                Containers.tarGz(Containers.files(one(name))))) {
            Outcome<UnpackedSip> outcome = open(container);
            assertThat(codes(outcome)).isEmpty();
            UnpackedFile file =
                    ((Outcome.Passed<UnpackedSip>) outcome).value().files().getLast();
            assertThat(file.path().value()).isEqualTo(name);
            assertThat(Files.readString(file.bytes())).isEqualTo("nội dung");
        }
    }

    @Test
    void names_that_differ_in_case_only_are_twins() throws IOException {
        Map<String, byte[]> files = one("data/a.pdf");
        files.put("data/A.PDF", new byte[0]);
        assertThat(codes(open(Containers.zip(files)))).containsExactly("CONTAINER_TWIN_NAMES");
        files = one("data/a");
        files.put("Data/b", new byte[0]);
        assertThat(codes(open(Containers.zip(files)))).containsExactly("CONTAINER_TWIN_NAMES");
        files = one("data/a");
        files.put("data/a/b", new byte[0]);
        assertThat(codes(open(Containers.zip(files)))).containsExactly("CONTAINER_TWIN_NAMES");
    }

    @Test
    void all_bad_names_are_in_one_letter() throws IOException {
        Map<String, byte[]> files = one("../a");
        files.put("data/CON", new byte[0]);
        files.put("data/b", new byte[0]);
        files.put("data/B", new byte[0]);
        assertThat(codes(open(Containers.zip(files))))
                .containsExactlyInAnyOrder("CONTAINER_PATH_ESCAPES", "CONTAINER_PATH_UNSAFE", "CONTAINER_TWIN_NAMES");
    }

    @Test
    void a_zip_whose_local_header_tells_another_name_is_refused() throws IOException {
        byte[] zip = Containers.zip(one("data/a.pdf"));
        int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("data/a.pdf");
        zip[at + 5] = 'b';
        assertThat(codes(open(zip))).containsExactly("CONTAINER_CORRUPT");
    }

    @Test
    void a_zip_with_bytes_hidden_before_its_first_entry_is_refused() throws IOException {
        byte[] zip = Containers.zip(one("data/a.pdf"));
        byte[] hidden = new byte[zip.length + 7];
        System.arraycopy(zip, 0, hidden, 7, zip.length);
        hidden[0] = 'P';
        hidden[1] = 'K';
        hidden[2] = 3;
        hidden[3] = 4;
        assertThat(codes(open(hidden))).containsExactly("CONTAINER_CORRUPT");
    }

    @Test
    void a_zip_cut_anywhere_is_never_taken() throws IOException {
        byte[] zip = Containers.zip(one("data/a.pdf"));
        for (int length = 0; length < zip.length; length += 3) {
            assertThat(open(Arrays.copyOf(zip, length))).as("cut at %d", length).isInstanceOf(Outcome.Stopped.class);
        }
    }

    @Test
    void a_tar_cut_anywhere_is_never_taken() throws IOException {
        byte[] tar = Containers.tarGz(Containers.files(one("data/a.pdf")));
        for (int length = 0; length < tar.length; length += 3) {
            assertThat(open(Arrays.copyOf(tar, length))).as("cut at %d", length).isInstanceOf(Outcome.Stopped.class);
        }
    }

    @Test
    void a_flipped_bit_in_a_zip_gives_the_same_bytes_or_a_refusal() throws IOException {
        byte[] zip = Containers.zip(one("data/a.pdf"));
        for (int bit = 0; bit < zip.length * 8; bit += 5) {
            byte[] damaged = zip.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            if (open(damaged) instanceof Outcome.Passed<UnpackedSip> passed) {
                for (UnpackedFile file : passed.value().files()) {
                    assertThat(Files.readString(file.bytes())).isIn("x", "nội dung");
                }
            }
        }
    }

    @Test
    void hard_links_devices_and_sparse_files_are_refused() throws IOException {
        for (byte type : new byte[] {'1', '3', '4', '6', 'S', 'V'}) {
            byte[] tar = Containers.tar(out -> {
                Containers.files(one("data/a")).fill(out);
                TarArchiveEntry entry = new TarArchiveEntry("data/b", type);
                entry.setLinkName("bagit.txt");
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
            });
            assertThat(codes(open(tar)))
                    .as("type %c", type)
                    .isEqualTo(List.of(type == '1' ? "CONTAINER_LINK" : "CONTAINER_SPECIAL_FILE"));
        }
    }

    @Test
    void overlapping_entries_are_a_bomb() throws IOException {
        byte[] zip = Containers.zip(one("data/a.pdf"));
        byte[] two = overlapping(zip);
        assertThat(codes(open(two))).contains("CONTAINER_BOMB");
    }

    /** The second directory entry points at the first file, under the first file's name as its own. */
    private static byte[] overlapping(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("aaa", new byte[] {1});
        files.put("bbb", new byte[] {1});
        byte[] made = Containers.zip(files);
        int first = at(made, new byte[] {'P', 'K', 1, 2}, 0);
        int second = at(made, new byte[] {'P', 'K', 1, 2}, first + 1);
        System.arraycopy(made, first, made, second, 46 + 3);
        return zip.length > 0 ? made : zip;
    }

    private static int at(byte[] bytes, byte[] what, int from) {
        for (int i = from; i + what.length <= bytes.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + what.length), what)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    /** What paths, shells, terminals and Unicode trip over; half of every name is made of these. */
    private static final int[] TRAPS = "./\\\0:*?%~ \n\r\t\u007f\u0301\u0323\u00a0\u200b\u202e\ufeffđĐấẤ"
            .codePoints()
            .toArray();

    static Stream<String> names() {
        SplittableRandom random = new SplittableRandom(20261120);
        return Stream.generate(() -> random.ints(random.nextInt(41), 0, 2 * TRAPS.length)
                        .map(n -> n < TRAPS.length ? TRAPS[n] : letter(random))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(1_000);
    }

    /** Any character; half of a pair is none. */
    private static int letter(SplittableRandom random) {
        int letter = random.nextInt(8) > 0 ? random.nextInt(0x180) : random.nextInt(Character.MAX_CODE_POINT + 1);
        return Character.isValidCodePoint(letter) && !(letter >= 0xd800 && letter <= 0xdfff) ? letter : 'a';
    }

    @Test
    void any_name_is_refused_or_comes_back_as_it_was() {
        assertThat(names()).contains("").allSatisfy(ContainerTest::refusedOrAsItWas);
    }

    private static void refusedOrAsItWas(String name) {
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        switch (EntryName.judge(raw, 32)) {
            case EntryName.Verdict.Good good -> {
                assertThat(good.path().value())
                        .doesNotContain("..".concat("/"))
                        .doesNotStartWith("/")
                        .doesNotContain("\\");
                assertThat(name.replaceFirst("^(\\./)+", "").replaceFirst("/$", ""))
                        .isEqualTo(good.path().value());
            }
            case EntryName.Verdict.Root root -> assertThat(name).startsWith(".");
            case EntryName.Verdict.Bad bad ->
                assertThat(bad.finding().subject()).doesNotContain("\0").isNotEmpty();
        }
    }

    private List<Path> outside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !path.getFileName().toString().equals("staging"))
                    .toList();
        }
    }
}
