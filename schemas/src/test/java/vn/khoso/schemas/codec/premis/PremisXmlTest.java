package vn.khoso.schemas.codec.premis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.codec.json.SampleResults;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;
import vn.khoso.schemas.oais.SipId;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.testing.LocalSchemas;
import vn.khoso.schemas.tthc.AdministrativeResult;

class PremisXmlTest {

    private static final AipId AIP = AipId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final SipId SIP = SipId.parse("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final Instant AT = Instant.parse("2026-11-20T03:04:05.123456Z");

    private static Event event(EventType type, Agent agent) {
        return new Event(
                UUID.nameUUIDFromBytes(type.name().getBytes(StandardCharsets.UTF_8)),
                type,
                AT,
                EventOutcome.WARNING,
                agent,
                List.of(AIP.toString(), SIP.toString(), "#sip/data/giấy & tờ.pdf"),
                "Something <happened>.",
                Map.of("alpha", "a: b", "tool", "JHOVE 1.32.1"));
    }

    private static PremisDocument document() {
        byte[] bytes = {1};
        List<FileObject> files = List.of(
                new FileObject(
                        new PackagePath("sip/data/giấy & tờ.pdf"),
                        1,
                        Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                        Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                        new FormatDesignation(
                                Optional.of("fmt/18"), "application/pdf", Optional.of("PDF"), Optional.of("1.4"))),
                new FileObject(
                        new PackagePath("sip/bagit.txt"),
                        1,
                        Digests.fixity(DigestAlgorithm.SHA_256, bytes),
                        Digests.fixity(DigestAlgorithm.SHA_512, bytes),
                        FormatDesignation.UNKNOWN));
        AdministrativeResult result = ResultJson.read(SampleResults.good());
        List<Event> events = new ArrayList<>();
        for (EventType type : EventType.values()) {
            events.add(event(
                    type,
                    type.ordinal() % 2 == 0
                            ? new Agent("software:khoso/0.1.0", Agent.Type.SOFTWARE, "Kho Số")
                            : new Agent("account:thuy.nguyen", Agent.Type.PERSON, "Nguyễn Thị Thúy")));
        }
        return new PremisDocument(AIP, SIP, files, List.of(result, result), events);
    }

    @Test
    void it_is_valid_by_the_schema_of_the_library_of_congress() throws Exception {
        LocalSchemas.of("premis-v3.xsd")
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(PremisXml.write(document()))));
    }

    @Test
    void times_have_milliseconds_and_the_offset_of_vietnam_and_digests_are_upper_case() {
        String xml = new String(PremisXml.write(document()), StandardCharsets.UTF_8);
        assertThat(xml)
                .contains("<eventDateTime>2026-11-20T10:04:05.123+07:00</eventDateTime>")
                .contains("<eventType>information package creation</eventType>")
                .contains("<eventType>transfer</eventType>")
                .contains(
                        "<messageDigest>4BF5122F344554C53BDE2EBB8CD2B7E3D1600AD631C385A5D7CCE23C7785459A</messageDigest>")
                .contains("<formatRegistryKey>fmt/18</formatRegistryKey>")
                .doesNotContain("Hoa Mơ")
                .doesNotContain("038325000001");
    }

    @Test
    void events_come_back_to_the_millisecond() {
        List<Event> expected = document().events().stream()
                .map(one -> new Event(
                        one.id(),
                        one.type(),
                        one.at().truncatedTo(ChronoUnit.MILLIS),
                        one.outcome(),
                        one.agent(),
                        one.objects(),
                        one.note(),
                        one.detail()))
                .toList();
        assertThat(PremisEvents.read(PremisXml.write(document()))).isEqualTo(expected);
    }

    @Test
    void the_same_document_gives_the_same_bytes() {
        assertThat(PremisXml.write(document())).isEqualTo(PremisXml.write(document()));
    }

    @Test
    void text_that_xml_cannot_carry_does_not_break_the_file() {
        Event odd = new Event(
                UUID.randomUUID(),
                EventType.REFUSAL,
                AT,
                EventOutcome.FAILURE,
                new Agent("a", Agent.Type.ORGANIZATION, "b\u0000\uD800"),
                List.of(),
                "x\u0001",
                Map.of());
        byte[] xml = PremisXml.write(new PremisDocument(AIP, SIP, List.of(), List.of(), List.of(odd)));
        assertThat(PremisEvents.read(xml).getFirst().note()).isEqualTo("x\uFFFD");
    }

    @Test
    void a_file_with_an_entity_is_refused_and_nothing_is_fetched() {
        byte[] attack =
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;</p>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> PremisEvents.read(attack)).isInstanceOf(IllegalArgumentException.class);
    }
}
