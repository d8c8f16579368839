package vn.khoso.schemas.codec.premis;

import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventOutcome;
import vn.khoso.schemas.premis.EventType;

/**
 * Reads the events back from a PREMIS file that this archive wrote. Times come back to the millisecond: that is what the
 * circular lets the file hold.
 */
public final class PremisEvents {

    static final String KEY_END = ": ";

    private static final XMLInputFactory FACTORY = factory();

    private PremisEvents() {}

    /** @throws IllegalArgumentException when the bytes are not a PREMIS file of this archive */
    public static List<Event> read(byte[] bytes) {
        Reading reading = new Reading();
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> reading.start(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reading.text(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> reading.end(xml.getLocalName());
                    default -> {
                        // comments, white space and the declaration say nothing
                    }
                }
            }
        } catch (XMLStreamException notXml) {
            throw new IllegalArgumentException("not a PREMIS file", notXml);
        }
        return reading.events();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Gathers the leaves of each event and agent; agents stand behind the events, so events are made at the end. */
    private static final class Reading {
        private final Deque<StringBuilder> text = new ArrayDeque<>();
        private final List<Map<String, List<String>>> events = new ArrayList<>();
        private final Map<String, Agent> agents = new HashMap<>();
        private Map<String, List<String>> current = new HashMap<>();

        void start(String name) {
            text.push(new StringBuilder());
            if (name.equals("event") || name.equals("agent")) {
                current = new HashMap<>();
            }
        }

        void text(String more) {
            if (!text.isEmpty()) {
                text.element().append(more);
            }
        }

        void end(String name) {
            current.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(text.pop().toString());
            if (name.equals("event")) {
                events.add(current);
            } else if (name.equals("agent")) {
                String id = one(current, "agentIdentifierValue");
                Agent.Type type = Agent.Type.valueOf(one(current, "agentType").toUpperCase(Locale.ROOT));
                agents.put(id, new Agent(id, type, one(current, "agentName")));
            }
        }

        List<Event> events() {
            return events.stream().map(this::event).toList();
        }

        private Event event(Map<String, List<String>> leaves) {
            Agent agent = agents.get(one(leaves, "linkingAgentIdentifierValue"));
            if (agent == null) {
                throw new IllegalArgumentException("an event whose agent is not described");
            }
            return new Event(
                    UUID.fromString(one(leaves, "eventIdentifierValue").replace("urn:uuid:", "")),
                    type(one(leaves, "eventType")),
                    time(one(leaves, "eventDateTime")),
                    EventOutcome.valueOf(one(leaves, "eventOutcome").toUpperCase(Locale.ROOT)),
                    agent,
                    leaves.getOrDefault("linkingObjectIdentifierValue", List.of()),
                    one(leaves, "eventDetail"),
                    detail(leaves.getOrDefault("eventOutcomeDetailNote", List.of())));
        }

        private static java.time.Instant time(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException wrong) {
                throw new IllegalArgumentException("not a time: " + text, wrong);
            }
        }

        private static EventType type(String term) {
            return Stream.of(EventType.values())
                    .filter(one -> one.term().equals(term))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no event type " + term));
        }

        private static Map<String, String> detail(List<String> notes) {
            Map<String, String> detail = new TreeMap<>();
            notes.forEach(note -> {
                int end = note.indexOf(KEY_END);
                if (end > 0) {
                    detail.put(note.substring(0, end), note.substring(end + KEY_END.length()));
                }
            });
            return detail;
        }

        private static String one(Map<String, List<String>> leaves, String name) {
            List<String> values = leaves.getOrDefault(name, List.of());
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no " + name);
            }
            return values.getFirst();
        }
    }
}
