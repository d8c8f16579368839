package vn.khoso.preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.preservation.testing.EmbeddedDatabase;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.preservation.testing.TestArchive;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.catalogue.Incident;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.EventOutcome;

/** An audit that does not work is found out by the objects that were planted to try it, and says so loudly. */
class CanaryTest {

    @TempDir
    private Path folder;

    private TestArchive all;

    @BeforeEach
    void start() {
        all = new TestArchive(
                List.of(folder.resolve("a"), folder.resolve("b")),
                EmbeddedDatabase.fresh(),
                Clock.systemUTC(),
                TestArchive.Trial.NONE);
        all.store(Samples.result(1));
    }

    @AfterEach
    void stop() {
        all.close();
    }

    /** The likeness of a broken disk driver, or of somebody who does not want damage to be known. */
    private static final class CallsEverythingGood implements BytesReader {

        @Override
        public Optional<Read> read(ReadableByteChannel channel, Fixity promised) {
            return Optional.of(new Read(1, promised));
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }

    private static final class CallsEverythingBad implements BytesReader {

        @Override
        public Optional<Read> read(ReadableByteChannel channel, Fixity promised) {
            String other = promised.hex().startsWith("0") ? "1" : "0";
            return Optional.of(new Read(
                    1, new Fixity(promised.algorithm(), other + promised.hex().substring(1))));
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }

    private FixityRun audit(AuditDesk.Readers readers) {
        UUID run = all.archive.startAudit("tester", Samples.ARCHIVE, 0).id();
        assertThat(all.archive.auditor().with(readers).work(one -> true)).isTrue();
        return all.archive.audit(run).orElseThrow();
    }

    private Path canary(String name) throws IOException {
        try (var files = Files.walk(folder.resolve("b").resolve("canary"))) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anAuditThatWorksJudgesAllCanariesAtItsBeginningAndAtItsEnd() {
        FixityRun run = audit(FileReader::new);
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.volumes())
                .hasSize(2)
                .allSatisfy(tally -> assertThat(tally.canaries()).isEqualTo(4));
        assertThat(run.altered() + run.missing() + run.extra())
                .as("canaries are not counted as files")
                .isZero();
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void aReaderThatCallsEverythingGoodIsFoundOut() {
        FixityRun run = audit((pace, reins) -> new CallsEverythingGood());
        assertThat(run.state()).isEqualTo(FixityRun.State.FAILED);
        assertThat(run.packagesDone()).as("nothing is called intact by it").isZero();
        assertThat(run.intact()).isZero();
        assertThat(run.failure())
                .hasValueSatisfying(why -> assertThat(why).contains("the audit itself does not work", "altered.txt"));
        assertThat(all.journal.about("urn:uuid:" + run.id(), 0, 10).getLast().event())
                .satisfies(event -> {
                    assertThat(event.outcome()).isEqualTo(EventOutcome.FAILURE);
                    assertThat(event.note()).startsWith("The audit itself does not work");
                });
    }

    @Test
    void aReaderThatCallsEverythingBadIsFoundOutBeforeItAccusesAPackage() {
        FixityRun run = audit((pace, reins) -> new CallsEverythingBad());
        assertThat(run.state()).isEqualTo(FixityRun.State.FAILED);
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10))
                .isEmpty();
    }

    private void assertPlantedAnew(FixityRun run) {
        assertThat(run.state()).isEqualTo(FixityRun.State.FINISHED);
        assertThat(run.volumes())
                .allSatisfy(tally -> assertThat(tally.canaries()).isEqualTo(4));
        assertThat(all.archive.incidents(Incident.Which.ALL, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void aCanaryThatIsGoneIsPlantedAnewAndTheAuditIsNotAccused() throws IOException {
        Files.move(folder.resolve("b").resolve("canary"), folder.resolve("b-canary"));
        assertPlantedAnew(audit(FileReader::new));
        assertThat(canary("altered.txt")).exists();
    }

    @Test
    void aCanaryThatRottedOrWasMendedIsSetAsideAndPlantedAnew() throws IOException {
        Path altered = canary("altered.txt");
        byte[] planted = Files.readAllBytes(altered);
        byte[] bytes = planted.clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(altered, bytes);
        assertPlantedAnew(audit(FileReader::new));
        assertThat(altered).hasBinaryContent(planted);
        assertThat(folder.resolve("b").resolve("quarantine").resolve("canary.1"))
                .isDirectory();
    }

    @Test
    void aReaderThatCallsEverythingGoodIsFoundOutByCanariesThatRottedToo() throws IOException {
        Files.writeString(canary("intact.txt"), "rotten");
        FixityRun run = audit((pace, reins) -> new CallsEverythingGood());
        assertThat(run.state()).isEqualTo(FixityRun.State.FAILED);
    }

    @Test
    void aSampleIsTriedToo() {
        UUID run = all.archive
                .auditor()
                .start(
                        "tester",
                        Samples.ARCHIVE,
                        0,
                        new vn.khoso.schemas.catalogue.AuditScope(
                                List.of(), Optional.of(new vn.khoso.schemas.catalogue.AuditSample(1, 1, 0))))
                .id();
        all.archive.auditor().with((pace, reins) -> new CallsEverythingGood()).work(one -> true);
        assertThat(all.archive.audit(run).orElseThrow().state()).isEqualTo(FixityRun.State.FAILED);
    }
}
