package vn.khoso.access.oaipmh;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.dublincore.DublinCore;

/** Writes one answer (OAI-PMH.xsd), element by element. Characters that XML cannot hold become U+FFFD. */
final class OaiDocument {

    private static final String PROTOCOL = "http://www.openarchives.org/OAI/2.0/";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String ELEMENTS = "http://purl.org/dc/elements/1.1/";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();

    private final StringWriter text = new StringWriter(1 << 16);
    private final XMLStreamWriter xml;

    /** Opens the document with date and request; {@code attributes} are the arguments, empty when they were not understood. */
    OaiDocument(Instant responseDate, String baseUrl, Map<String, String> attributes) {
        try {
            this.xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("OAI-PMH");
            xml.writeDefaultNamespace(PROTOCOL);
            xml.writeNamespace("xsi", INSTANCE);
            xml.writeAttribute("xsi:schemaLocation", PROTOCOL + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
            element("responseDate", seconds(responseDate));
            xml.writeStartElement("request");
            for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
                xml.writeAttribute(attribute.getKey(), legal(attribute.getValue()));
            }
            xml.writeCharacters(baseUrl);
            xml.writeEndElement();
        } catch (XMLStreamException impossible) {
            throw inMemory(impossible);
        }
    }

    byte[] ended() {
        try {
            xml.writeEndDocument();
            xml.close();
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException impossible) {
            throw inMemory(impossible);
        }
    }

    void problem(OaiProblem problem) {
        within("error", () -> {
            xml.writeAttribute("code", problem.code().term());
            xml.writeCharacters(problem.message());
        });
    }

    void element(String name, String text) {
        within(name, () -> xml.writeCharacters(legal(text)));
    }

    /** An element with what {@code body} writes in it. */
    void within(String name, Body body) {
        try {
            xml.writeStartElement(name);
            body.write();
            xml.writeEndElement();
        } catch (XMLStreamException impossible) {
            throw inMemory(impossible);
        }
    }

    /** Header of a record; {@code deleted} for ever once it is. */
    void header(String identifier, RecordEntry entry, boolean deleted) {
        within("header", () -> {
            if (deleted) {
                xml.writeAttribute("status", "deleted");
            }
            element("identifier", identifier);
            element("datestamp", seconds(entry.changedAt()));
            element("setSpec", OaiSets.of(entry.result().custodianAgency()));
        });
    }

    void record(String identifier, RecordEntry entry, boolean deleted) {
        within("record", () -> {
            header(identifier, entry, deleted);
            if (!deleted) {
                within("metadata", () -> dublinCore(entry));
            }
        });
    }

    void resumption(String token, long cursor, long size, Instant expires) {
        within("resumptionToken", () -> {
            if (!token.isEmpty()) {
                xml.writeAttribute("expirationDate", seconds(expires));
            }
            if (size >= 0) {
                xml.writeAttribute("completeListSize", Long.toString(size));
            }
            xml.writeAttribute("cursor", Long.toString(cursor));
            xml.writeCharacters(token);
        });
    }

    void oaiIdentifier(String namespace, String sample) {
        within("description", () -> {
            String own = "http://www.openarchives.org/OAI/2.0/oai-identifier";
            xml.writeStartElement("oai-identifier");
            xml.writeDefaultNamespace(own);
            xml.writeAttribute("xsi:schemaLocation", own + " http://www.openarchives.org/OAI/2.0/oai-identifier.xsd");
            element("scheme", "oai");
            element("repositoryIdentifier", namespace);
            element("delimiter", ":");
            element("sampleIdentifier", sample);
            xml.writeEndElement();
        });
    }

    private void dublinCore(RecordEntry entry) throws XMLStreamException {
        xml.writeStartElement("oai_dc:dc");
        xml.writeNamespace("oai_dc", DublinCore.OAI_DC);
        xml.writeNamespace("dc", ELEMENTS);
        xml.writeAttribute("xsi:schemaLocation", DublinCore.OAI_DC + " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        for (DublinCore.Statement statement : DublinCore.statements(entry.id(), entry.result())) {
            element("dc:" + statement.element(), statement.value());
        }
        xml.writeEndElement();
    }

    static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** XML 1.0, 2.2. */
    private static String legal(String text) {
        boolean plain = true;
        for (int at = 0; at < text.length() && plain; at++) {
            char c = text.charAt(at);
            plain = c >= 0x20 && c < 0xD800;
        }
        if (plain) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().forEach(c -> kept.appendCodePoint(isLegal(c) ? c : 0xFFFD));
        return kept.toString();
    }

    private static boolean isLegal(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private static IllegalStateException inMemory(XMLStreamException impossible) {
        return new IllegalStateException("writing to memory failed", impossible);
    }

    /** What stands in an element. */
    @FunctionalInterface
    interface Body {
        void write() throws XMLStreamException;
    }
}
