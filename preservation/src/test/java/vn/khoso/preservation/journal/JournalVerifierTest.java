package vn.khoso.preservation.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.journal.JournalVerifier.Verdict;
import vn.khoso.preservation.testing.Samples;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.codec.json.JournalHash;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.premis.EventType;

class JournalVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");
    private final JournalVerifier verifier = new JournalVerifier();
    private final List<JournalEntry> chain = chain(20);

    @Test
    void anUntouchedChainIsWhole() {
        assertThat(verifier.verify(chain.iterator()))
                .isEqualTo(new Verdict.Whole(20, chain.getLast().hash()));
    }

    @Test
    void anEmptyJournalIsWhole() {
        assertThat(verifier.verify(List.<JournalEntry>of().iterator()))
                .isEqualTo(new Verdict.Whole(0, JournalHash.START));
    }

    @Test
    void everyChangedEntryIsNamed() {
        for (int place = 0; place < 20; place++) {
            List<JournalEntry> changed = new ArrayList<>(chain);
            JournalEntry old = chain.get(place);
            changed.set(
                    place,
                    new JournalEntry(
                            old.index(), old.recordedAt().plusSeconds(1), old.previous(), old.hash(), old.event()));
            assertThat(verifier.verify(changed.iterator())).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
                assertThat(broken.index()).isEqualTo(old.index());
                assertThat(broken.last()).isEqualTo(old.index() - 1);
            });
        }
    }

    @Test
    void anEntryTakenOutIsNamed() {
        List<JournalEntry> shorter = new ArrayList<>(chain);
        shorter.remove(6);
        assertThat(verifier.verify(shorter.iterator()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.index()).isEqualTo(7));
    }

    @Test
    void anEntryForgedWithAFittingHashBreaksTheNextOne() {
        List<JournalEntry> forged = new ArrayList<>(chain);
        JournalEntry old = chain.get(3);
        forged.set(
                3,
                JournalHash.link(
                        old.index(), old.recordedAt(), old.previous(), new Samples(99).event(EventType.REFUSAL, NOW)));
        assertThat(verifier.verify(forged.iterator()))
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.index()).isEqualTo(5));
    }

    @Test
    void aJournalIsVerifiedPageByPage() {
        assertThat(verifier.verifyPages(
                        after -> chain.stream().skip(after).limit(3).toList()))
                .isEqualTo(new Verdict.Whole(20, chain.getLast().hash()));
    }

    private static List<JournalEntry> chain(int length) {
        Samples samples = new Samples(1);
        List<JournalEntry> entries = new ArrayList<>();
        Fixity previous = JournalHash.START;
        for (int index = 1; index <= length; index++) {
            JournalEntry entry =
                    JournalHash.link(index, NOW, previous, samples.event(EventType.RECEPTION, NOW, "object-" + index));
            entries.add(entry);
            previous = entry.hash();
        }
        return entries;
    }
}
