package vn.khoso.preservation.format.jhove;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import vn.khoso.preservation.format.Validation;
import vn.khoso.preservation.format.Validation.Complaint;
import vn.khoso.preservation.format.Validation.Soundness;
import vn.khoso.preservation.format.Validator;

/**
 * Reads XML with a parser that resolves nothing, and lets JHOVE see only what names nothing outside itself.
 *
 * <p>JHOVE's XML module fetches every DTD and schema that a file names, follows redirects, and has no switch against it. A file
 * that names one is judged by well-formedness alone, with the property {@code externalReferences}.
 */
public final class XmlValidator implements Validator {

    private static final String TOOL =
            "Kho Số XML check (JDK " + Runtime.version().feature() + ")";

    private final JhoveValidator jhove;

    public XmlValidator(Path scratch) {
        this.jhove = new JhoveValidator(JhoveValidator.Kind.XML, scratch);
    }

    @Override
    public boolean knows(String mediaType) {
        return jhove.knows(mediaType) || mediaType.endsWith("+xml");
    }

    @Override
    public boolean isClaimedBy(String extension) {
        return jhove.isClaimedBy(extension);
    }

    @Override
    public Validation validate(Path file) throws Exception {
        Reading reading = new Reading();
        try {
            parse(file, reading);
        } catch (SAXParseException e) {
            return broken(e);
        }
        if (reading.referencesOutside == 0) {
            return jhove.validate(file);
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("root", reading.root);
        facts.put("externalReferences", Integer.toString(reading.referencesOutside));
        return new Validation(TOOL, Soundness.WELL_FORMED, List.of(), facts);
    }

    private static Validation broken(SAXParseException e) {
        String message = String.valueOf(e.getMessage());
        boolean limit = message.startsWith("JAXP0001"); // a limit of the parser against bombs, not a fault of syntax
        return new Validation(
                TOOL,
                limit ? Soundness.UNDETERMINED : Soundness.NOT_WELL_FORMED,
                List.of(new Complaint("", message + ", line " + e.getLineNumber())),
                Map.of());
    }

    private static void parse(Path file, Reading reading)
            throws IOException, SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setXIncludeAware(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setContentHandler(reading);
        reader.setErrorHandler(reading);
        reader.setEntityResolver(reading);
        reader.setProperty("http://xml.org/sax/properties/lexical-handler", reading);
        reader.setProperty("http://xml.org/sax/properties/declaration-handler", reading);
        try (InputStream in = Files.newInputStream(file)) {
            reader.parse(new InputSource(in));
        }
    }

    /** Counts what a document names outside itself. */
    private static final class Reading extends DefaultHandler2 {

        private int referencesOutside;
        private String root = "";

        @Override
        public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
            if (publicId != null || systemId != null) {
                referencesOutside++;
            }
        }

        @Override
        public void externalEntityDecl(String name, @Nullable String publicId, String systemId) {
            referencesOutside++;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) {
            if (root.isEmpty()) {
                root = qName;
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attributes.getURI(i))
                        && attributes.getLocalName(i).toLowerCase(Locale.ROOT).endsWith("schemalocation")) {
                    referencesOutside++;
                }
            }
        }

        @Override
        public InputSource resolveEntity(
                @Nullable String name, @Nullable String publicId, @Nullable String baseUri, @Nullable String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public InputSource resolveEntity(@Nullable String publicId, @Nullable String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void error(SAXParseException e) {
            // against a DTD, which is not the question here
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
