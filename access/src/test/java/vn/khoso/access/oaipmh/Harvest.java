package vn.khoso.access.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import vn.khoso.access.rights.AccessKey;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.testing.MemoryCatalogue;
import vn.khoso.schemas.rights.Requester;

/** A repository over rows in memory, and a reader of its answers. */
final class Harvest {

    static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    static final String BASE = "https://kho.example.vn/oai";

    final MemoryCatalogue rows = new MemoryCatalogue();
    final OaiRepository repository;

    Harvest(int pageSize, Instant now, byte keyByte, java.nio.file.Path folder) {
        byte[] secret = new byte[32];
        secret[0] = keyByte;
        CustodianRegister register = new CustodianRegister(folder.resolve("custodians.json"));
        this.repository = new OaiRepository(
                new OaiIdentity(BASE, "Kho Số mẫu", "kho@example.vn", "kho.example.vn", pageSize),
                rows.door(),
                () -> {
                    register.resume();
                    List<vn.khoso.schemas.catalogue.RecordEntry> all =
                            rows.changes(vn.khoso.schemas.catalogue.HarvestWindow.everythingAfter(0), 1_000);
                    if (!all.isEmpty()) {
                        register.take(all);
                    }
                    return register.custodians();
                },
                new AccessRules(),
                AccessKey.of(secret),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    byte[] bytes(Requester requester, Optional<Purpose> purpose, String... arguments) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            given.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
        }
        return repository.answer(given, requester, purpose);
    }

    Document ask(String... arguments) {
        return parsed(bytes(Requester.ANONYMOUS, Optional.empty(), arguments));
    }

    Document ask(Requester requester, Optional<Purpose> purpose, String... arguments) {
        return parsed(bytes(requester, purpose, arguments));
    }

    static Document parsed(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError("not XML", broken);
        }
    }

    static List<String> texts(Document document, String element) {
        NodeList found = document.getElementsByTagNameNS("*", element);
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            texts.add(found.item(at).getTextContent());
        }
        return texts;
    }

    static Element first(Document document, String element) {
        Element found = (Element) document.getElementsByTagNameNS("*", element).item(0);
        assertThat(found).as(element).isNotNull();
        return found;
    }

    static String problem(Document document) {
        return document.getElementsByTagNameNS("*", "error").getLength() == 0
                ? ""
                : first(document, "error").getAttribute("code");
    }

    /** All identifiers of a list, page by page, with {@code -} before those that are deleted. */
    List<String> all(Requester requester, Optional<Purpose> purpose, String... arguments) {
        List<String> seen = new ArrayList<>();
        Document page = ask(requester, purpose, arguments);
        while (true) {
            NodeList headers = page.getElementsByTagNameNS("*", "header");
            for (int at = 0; at < headers.getLength(); at++) {
                Element header = (Element) headers.item(at);
                String id =
                        header.getElementsByTagNameNS("*", "identifier").item(0).getTextContent();
                seen.add((header.getAttribute("status").equals("deleted") ? "-" : "") + id);
            }
            List<String> token = texts(page, "resumptionToken");
            if (token.isEmpty() || token.getFirst().isEmpty()) {
                return seen;
            }
            page = ask(requester, purpose, arguments[0], "resumptionToken=" + token.getFirst());
        }
    }
}
