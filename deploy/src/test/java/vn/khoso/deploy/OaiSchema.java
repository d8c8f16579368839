package vn.khoso.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The schemas of OAI-PMH out of the corpora; nothing is fetched. */
final class OaiSchema {

    private static final Map<String, String> KNOWN = Map.of(
            "http://www.openarchives.org/OAI/2.0/", "schemas/oai/OAI-PMH.xsd",
            "http://www.openarchives.org/OAI/2.0/oai_dc/", "schemas/oai/oai_dc.xsd",
            "http://purl.org/dc/elements/1.1/", "schemas/oai/simpledc20021212.xsd",
            "http://www.openarchives.org/OAI/2.0/oai-identifier", "schemas/oai/oai-identifier.xsd");

    /** What the imported schema for {@code xml:lang} declares, as far as Dublin Core needs it. */
    private static final String XML = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language"/>
            </xs:schema>
            """;

    private final Schema schema;

    private OaiSchema(Schema schema) {
        this.schema = schema;
    }

    static OaiSchema ofTheProtocol() throws Exception {
        DOMImplementationLS dom =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = dom.createLSInput();
            input.setSystemId(systemId);
            input.setStringData(KNOWN.containsKey(namespace) ? text(KNOWN.get(namespace)) : XML);
            return input;
        });
        return new OaiSchema(factory.newSchema(new StreamSource[] {
            source("schemas/oai/OAI-PMH.xsd"),
            source("schemas/oai/oai_dc.xsd"),
            source("schemas/oai/oai-identifier.xsd")
        }));
    }

    /** @throws SAXException when the answer is not as the schemas say */
    void judge(byte[] answer) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(answer)));
    }

    private static StreamSource source(String entry) throws IOException {
        return new StreamSource(new ByteArrayInputStream(Corpora.file("oai.zip", entry)), entry);
    }

    private static String text(String entry) {
        try {
            return new String(Corpora.file("oai.zip", entry), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
