package vn.khoso.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.deploy.Openssl;
import vn.khoso.schemas.oais.SipId;

/** Runs the shell commands of {@code deploy/VERIFY.md} as they stand there. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class VerifyDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static String commands() throws IOException {
        Path document = Files.exists(Path.of("VERIFY.md")) ? Path.of("VERIFY.md") : Path.of("deploy/VERIFY.md");
        StringBuilder all = new StringBuilder();
        BLOCK.matcher(Files.readString(document)).results().forEach(block -> all.append(block.group(1)));
        return all.toString();
    }

    private record Ended(int code, String said) {}

    private Ended run() throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-eu", "-c", commands())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(bash.waitFor(), said);
    }

    @Test
    void the_documented_commands_accept_what_the_archive_gave_and_refuse_what_was_changed()
            throws IOException, InterruptedException {
        Openssl.required();
        for (int before : new int[] {0, 4, 37}) {
            try (KeptJournal kept = new KeptJournal(folder, "volume" + before)) {
                kept.happened(before, "x");
                SipId sip = kept.received();
                kept.happened(before / 2, "y");
                kept.log.issue();
                kept.handedOut(sip);
            }
            Ended good = run();
            assertThat(good.code()).as(good.said()).isZero();
            assertThat(good.said())
                    .contains("for this package", "says what the receipt says", "signed by the log", "is stamped");
        }
        for (String name : List.of("receipt.json", "package.zip", "receipt.tlog-proof", "checkpoint.note")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            byte[] changed = bytes.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(folder.resolve(name), changed);
            assertThat(run().code()).as(name).isNotZero();
            Files.write(folder.resolve(name), bytes);
        }
        String proof = Files.readString(folder.resolve("receipt.tlog-proof"));
        Files.writeString(folder.resolve("receipt.tlog-proof"), proof.replaceFirst("index ", "index 1"));
        assertThat(run().code()).as("another index").isNotZero();
    }
}
