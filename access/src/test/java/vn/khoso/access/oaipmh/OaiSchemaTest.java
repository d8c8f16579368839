package vn.khoso.access.oaipmh;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.testing.Records;
import vn.khoso.preservation.testing.Corpora;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** Every kind of answer against the schemas of the protocol. */
class OaiSchemaTest {

    private static Schema schema;

    @TempDir
    Path folder;

    @BeforeAll
    static void the_schemas_of_the_protocol() throws SAXException {
        Map<String, String> known = Map.of(
                "http://www.openarchives.org/OAI/2.0/", "schemas/oai/OAI-PMH.xsd",
                "http://www.openarchives.org/OAI/2.0/oai_dc/", "schemas/oai/oai_dc.xsd",
                "http://purl.org/dc/elements/1.1/", "schemas/oai/simpledc20021212.xsd",
                "http://www.openarchives.org/OAI/2.0/oai-identifier", "schemas/oai/oai-identifier.xsd");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> known.containsKey(namespace)
                ? new Input(systemId, Corpora.text("oai.zip", known.get(namespace)))
                : new Input(systemId, XML));
        schema = factory.newSchema(new StreamSource[] {
            source(known.get("http://www.openarchives.org/OAI/2.0/")),
            source(known.get("http://www.openarchives.org/OAI/2.0/oai_dc/")),
            source(known.get("http://www.openarchives.org/OAI/2.0/oai-identifier"))
        });
    }

    @Test
    void every_answer_and_every_error_is_valid() {
        Harvest harvest = new Harvest(2, Harvest.NOW, (byte) 0, folder);
        harvest.rows.with(
                Records.record().entry(1),
                Records.record().gone().entry(2),
                Records.record().named("Giấy <&> \u0001 lạ", "x").issued("1975").entry(3),
                Records.record().mode(AccessMode.CONDITIONAL).entry(4));
        String id = "identifier=oai:kho.example.vn:"
                + Records.record().entry(1).id().uuid();
        String token = "resumptionToken="
                + Harvest.texts(harvest.ask("verb=ListRecords", "metadataPrefix=oai_dc"), "resumptionToken")
                        .getFirst();
        List<String> requests = List.of(
                "verb=Identify",
                "verb=ListSets",
                "verb=ListMetadataFormats",
                "verb=ListMetadataFormats " + id,
                "verb=GetRecord metadataPrefix=oai_dc " + id,
                "verb=ListRecords metadataPrefix=oai_dc",
                "verb=ListRecords metadataPrefix=oai_dc set=agency:H56.22.17 from=2026-11-20 until=2026-11-20",
                "verb=ListIdentifiers metadataPrefix=oai_dc",
                "verb=ListRecords " + token,
                "verb=Nothing",
                "verb=Identify x=y",
                "verb=ListRecords metadataPrefix=mets",
                "verb=ListRecords resumptionToken=<&>",
                "verb=GetRecord metadataPrefix=oai_dc identifier=oai:a:b",
                "verb=ListRecords metadataPrefix=oai_dc until=1999-01-01",
                "verb=ListRecords metadataPrefix=oai_dc set=procedure");
        Requester portal = new Requester("p", "p", java.util.Set.of(Role.PORTAL), Optional.empty(), Optional.empty());
        for (String request : requests) {
            byte[] answer = harvest.bytes(Requester.ANONYMOUS, Optional.empty(), request.split(" "));
            assertThatCode(() -> valid(answer)).as(request).doesNotThrowAnyException();
            byte[] wide = harvest.bytes(portal, Optional.of(new Purpose("kiểm tra")), request.split(" "));
            assertThatCode(() -> valid(wide)).as("portal: " + request).doesNotThrowAnyException();
        }
    }

    private static void valid(byte[] answer) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(answer)));
    }

    private static StreamSource source(String entry) {
        return new StreamSource(new ByteArrayInputStream(Corpora.file("oai.zip", entry)), entry);
    }

    /** What the imported schema for {@code xml:lang} declares, as far as Dublin Core needs it. */
    private static final String XML = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:language"/>
            </xs:schema>
            """;

    /** A schema from memory: nothing is fetched. */
    private record Input(String systemId, String text) implements LSInput {
        @Override
        public Reader getCharacterStream() {
            return new StringReader(text);
        }

        @Override
        public InputStream getByteStream() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String getStringData() {
            return text;
        }

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public String getPublicId() {
            return "";
        }

        @Override
        public String getBaseURI() {
            return "";
        }

        @Override
        public String getEncoding() {
            return "UTF-8";
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCharacterStream(Reader reader) {}

        @Override
        public void setByteStream(InputStream stream) {}

        @Override
        public void setStringData(String data) {}

        @Override
        public void setSystemId(String id) {}

        @Override
        public void setPublicId(String id) {}

        @Override
        public void setBaseURI(String base) {}

        @Override
        public void setEncoding(String encoding) {}

        @Override
        public void setCertifiedText(boolean certified) {}
    }
}
