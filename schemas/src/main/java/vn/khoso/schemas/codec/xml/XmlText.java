package vn.khoso.schemas.codec.xml;

import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML document or fragment that is written from top to bottom in memory.
 *
 * <p>Characters that XML 1.0 cannot carry become U+FFFD: text in an archive comes from strangers, and one of them must
 * not make a whole file unreadable.
 */
public final class XmlText {

    /** The JDK's own writer on purpose: whatever else lies on a class path, the bytes stay the same. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** What goes inside an element. */
    @FunctionalInterface
    public interface Content {
        void write(XmlText xml);
    }

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter writer;

    private XmlText() throws XMLStreamException {
        this.writer = FACTORY.createXMLStreamWriter(out);
    }

    /** A document with its declaration, to be encoded as UTF-8. */
    public static String document(Content content) {
        return written(content, true);
    }

    /** A fragment without declaration, to be put inside another document. */
    public static String fragment(Content content) {
        return written(content, false);
    }

    private static String written(Content content, boolean declaration) {
        try {
            XmlText xml = new XmlText();
            if (declaration) {
                xml.writer.writeStartDocument("UTF-8", "1.0");
            }
            content.write(xml);
            xml.writer.flush();
            return xml.out.toString();
        } catch (XMLStreamException impossible) {
            throw notInMemory(impossible);
        }
    }

    /** An element with attributes, in their order, and children. */
    public XmlText element(String name, Map<String, String> attributes, Content children) {
        try {
            writer.writeStartElement(name);
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                writer.writeAttribute(attribute.getKey(), legal(attribute.getValue()));
            }
            children.write(this);
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException impossible) {
            throw notInMemory(impossible);
        }
    }

    public XmlText element(String name, Content children) {
        return element(name, Map.of(), children);
    }

    /** An element that holds text only. */
    public XmlText element(String name, String text) {
        return element(name, Map.of(), xml -> xml.text(text));
    }

    /** An element that holds text, or no element. */
    public XmlText element(String name, Optional<String> text) {
        text.ifPresent(present -> element(name, present));
        return this;
    }

    public XmlText text(String text) {
        try {
            writer.writeCharacters(legal(text));
            return this;
        } catch (XMLStreamException impossible) {
            throw notInMemory(impossible);
        }
    }

    static String legal(String text) {
        if (text.codePoints().allMatch(XmlText::legal)) {
            return text;
        }
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().forEach(c -> legal.appendCodePoint(legal(c) ? c : 0xfffd));
        return legal.toString();
    }

    /** Production Char of XML 1.0, without carriage return, which a reader would turn into something else. */
    private static boolean legal(int c) {
        return c == 0x9 || c == 0xa || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }

    private static IllegalStateException notInMemory(XMLStreamException impossible) {
        return new IllegalStateException("writing XML into memory failed", impossible);
    }
}
