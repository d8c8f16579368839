package vn.khoso.schemas.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

class JournalHashTest {

    private static final Event EVENT = new Event(
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            EventType.INGESTION,
            Instant.parse("2026-11-20T03:04:05.1234567Z"),
            EventOutcome.SUCCESS,
            new Agent("software:khoso/0.1.0", Agent.Type.SOFTWARE, "Kho Số"),
            List.of("urn:uuid:01890a5d-ac96-774b-bcce-b302099a8058"),
            "The package is kept.",
            Map.of("version", "1", "alpha", "đ\n\"x\""));

    private final JournalEntry entry =
            JournalHash.link(1, Instant.parse("2026-11-20T03:04:06Z"), JournalHash.START, EVENT);

    @Test
    void the_hashed_text_is_fixed_for_ever() {
        String text = CanonicalJson.text(
                JournalHash.hashed(entry.index(), entry.recordedAt(), entry.previous(), entry.event()));
        assertThat(text)
                .isEqualTo(
                        "{\"event\":{\"agent\":{\"id\":\"software:khoso/0.1.0\",\"name\":\"Kho Số\",\"type\":\"SOFTWARE\"},"
                                + "\"at\":\"2026-11-20T03:04:05.123456Z\",\"detail\":{\"alpha\":\"đ\\n\\\"x\\\"\",\"version\":\"1\"},"
                                + "\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"note\":\"The package is kept.\","
                                + "\"objects\":[\"urn:uuid:01890a5d-ac96-774b-bcce-b302099a8058\"],\"outcome\":\"SUCCESS\",\"type\":\"INGESTION\"},"
                                + "\"index\":1,\"previous\":\"" + "0".repeat(64)
                                + "\",\"recordedAt\":\"2026-11-20T03:04:06.000000Z\"}");
    }

    @Test
    void an_entry_comes_back_from_its_line_and_its_hash_holds() {
        JournalEntry back = JournalEntryJson.read(StrictJson.own(CanonicalJson.bytes(JournalEntryJson.write(entry))));
        assertThat(back).isEqualTo(entry);
        assertThat(JournalHash.holds(back)).isTrue();
    }

    @Test
    void a_changed_word_breaks_the_hash() {
        Event other = new Event(
                EVENT.id(),
                EVENT.type(),
                EVENT.at(),
                EVENT.outcome(),
                EVENT.agent(),
                EVENT.objects(),
                "x",
                EVENT.detail());
        assertThat(JournalHash.holds(new JournalEntry(1, entry.recordedAt(), entry.previous(), entry.hash(), other)))
                .isFalse();
        assertThat(JournalHash.holds(new JournalEntry(2, entry.recordedAt(), entry.previous(), entry.hash(), EVENT)))
                .isFalse();
    }
}
