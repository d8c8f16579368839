package vn.khoso.schemas.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** XML schemas from the corpora; an import that is not there gives an empty schema, nothing is fetched. */
public final class LocalSchemas {

    private static final Map<String, String> KNOWN =
            Map.of("xlink.xsd", "schemas/mets/xlink.xsd", "simpledc20021212.xsd", "schemas/oai/simpledc20021212.xsd");
    private static final String XML_NAMESPACE_XSD = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language"/>
              <xs:attribute name="space" type="xs:NCName"/>
              <xs:attribute name="base" type="xs:anyURI"/>
              <xs:attribute name="id" type="xs:ID"/>
            </xs:schema>
            """;

    private LocalSchemas() {}

    public static Schema of(String entry) throws IOException, SAXException, ReflectiveOperationException {
        byte[] xsd = Corpora.file("schemas.zip", entry);
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        DOMImplementationLS dom =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS 3.0");
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            LSInput input = dom.createLSInput();
            input.setSystemId(systemId);
            input.setPublicId(publicId);
            String name = systemId.substring(systemId.lastIndexOf('/') + 1);
            if (KNOWN.containsKey(name)) {
                try {
                    input.setByteStream(new ByteArrayInputStream(Corpora.file("schemas.zip", KNOWN.get(name))));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            } else {
                input.setCharacterStream(new StringReader(XML_NAMESPACE_XSD));
            }
            return input;
        });
        return factory.newSchema(new StreamSource(new ByteArrayInputStream(xsd)));
    }
}
