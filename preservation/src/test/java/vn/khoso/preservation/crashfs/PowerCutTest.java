package vn.khoso.preservation.crashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What a power cut may leave, by the examples that everybody can work out by hand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PowerCutTest {

    private CrashFileSystem system = new CrashFileSystem(Image.empty());

    private Path at(String name) {
        return system.getPath("/" + name);
    }

    private void flush(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(at(name), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** From now on everything before is on the medium. */
    private void settled() {
        system = new CrashFileSystem(system.disk().image());
    }

    /** Every state after the last step: places and, in short, bytes. */
    private Set<String> left() {
        PowerCut cut = new PowerCut(system.disk().base());
        system.disk().steps().forEach(cut::follow);
        Set<String> states = new TreeSet<>();
        Chooser.Every chooser = new Chooser.Every();
        long count = 0;
        do {
            StringBuilder state = new StringBuilder();
            cut.state(chooser)
                    .walk((place, bytes) -> state.append(place)
                            .append('=')
                            .append(bytes.length)
                            .append(bytes.length > 0 && bytes[bytes.length - 1] == 0 ? "z " : " "));
            states.add(state.toString().trim());
            count++;
        } while (chooser.on());
        assertThat(cut.count()).as("counted without looking").isEqualTo(BigInteger.valueOf(count));
        return states;
    }

    @Test
    void a_new_file_is_absent_empty_whole_zeroed_or_torn_until_it_and_its_folder_are_flushed() throws IOException {
        Files.write(at("a"), "x".repeat(600).getBytes(StandardCharsets.UTF_8));
        assertThat(left()).containsExactlyInAnyOrder("", "/a=0", "/a=600", "/a=600z", "/a=512");
        flush("a");
        assertThat(left()).containsExactlyInAnyOrder("", "/a=600");
        flush("");
        assertThat(left()).containsExactly("/a=600");
    }

    @Test
    void an_append_takes_nothing_of_what_was_flushed() throws IOException {
        Files.write(at("a"), "x".repeat(600).getBytes(StandardCharsets.UTF_8));
        settled();
        Files.write(at("a"), "y".repeat(10).getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThat(left()).containsExactlyInAnyOrder("/a=600", "/a=610", "/a=610z");
    }

    @Test
    void a_folder_is_under_its_old_name_or_its_new_one_and_a_file_may_be_under_both() throws IOException {
        Files.createDirectories(at("from/folder"));
        Files.createDirectory(at("to"));
        Files.write(at("from/folder/x"), new byte[1]);
        Files.write(at("from/file"), new byte[2]);
        settled();
        Files.move(at("from/folder"), at("to/folder"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(left())
                .containsExactlyInAnyOrder("/from/file=2z /from/folder/x=1z", "/from/file=2z /to/folder/x=1z");
        flush("to");
        assertThat(left()).containsExactly("/from/file=2z /to/folder/x=1z");
        Files.move(at("from/file"), at("to/file"), StandardCopyOption.ATOMIC_MOVE);
        flush("to");
        assertThat(left())
                .containsExactlyInAnyOrder("/from/file=2z /to/file=2z /to/folder/x=1z", "/to/file=2z /to/folder/x=1z");
        flush("from");
        assertThat(left()).containsExactly("/to/file=2z /to/folder/x=1z");
    }

    @Test
    void a_file_that_is_renamed_before_it_is_flushed_may_be_empty_where_a_good_one_was() throws IOException {
        Files.write(at("a"), new byte[] {1, 1, 1});
        settled();
        Files.write(at("draft"), new byte[] {2, 2});
        flush("");
        Files.move(at("draft"), at("a"), StandardCopyOption.ATOMIC_MOVE);
        flush("");
        assertThat(left()).containsExactlyInAnyOrder("/a=0", "/a=2", "/a=2z");
    }

    @Test
    void names_in_different_folders_come_in_any_order() throws IOException {
        Files.createDirectory(at("one"));
        Files.createDirectory(at("two"));
        settled();
        Files.createFile(at("one/a"));
        Files.createFile(at("two/b"));
        assertThat(left()).containsExactlyInAnyOrder("", "/one/a=0", "/two/b=0", "/one/a=0 /two/b=0");
        Files.delete(at("one/a"));
        flush("one");
        assertThat(left()).containsExactlyInAnyOrder("", "/two/b=0");
    }

    @Test
    void what_a_failed_flush_dropped_no_later_flush_brings_back() throws IOException {
        Files.write(at("a"), new byte[] {1});
        flush("");
        system.disk().failAtFlush(2);
        assertThatThrownBy(() -> flush("a")).isInstanceOf(IOException.class);
        flush("a");
        assertThat(left()).contains("/a=0");
    }
}
