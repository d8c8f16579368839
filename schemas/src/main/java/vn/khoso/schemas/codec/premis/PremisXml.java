package vn.khoso.schemas.codec.premis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.khoso.schemas.codec.xml.XmlText;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.schemas.premis.Agent;
import vn.khoso.schemas.premis.Event;
import vn.khoso.schemas.premis.EventType;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/**
 * Writes PREMIS 3 (premis-v3.xsd): objects (the package, its records, one representation, the files), events, agents and
 * rights. The same document gives the same bytes.
 */
public final class PremisXml {

    static final String NAMESPACE = "http://www.loc.gov/premis/v3";

    /** Identifier type of everything that has a {@code urn:uuid:}. */
    static final String URN = "URN";

    /** Identifier type of files: {@code #} and the path in the package, as events name them. */
    static final String PATH = "package path";

    /** Identifier type of agents. */
    static final String LOCAL = "local";

    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final DateTimeFormatter VIETNAM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private PremisXml() {}

    /** The file's bytes, UTF-8. */
    public static byte[] write(PremisDocument document) {
        Map<String, String> root = new LinkedHashMap<>();
        root.put("xmlns", NAMESPACE);
        root.put("xmlns:xsi", SCHEMA_INSTANCE);
        root.put("version", "3.0");
        return XmlText.document(xml -> xml.element("premis", root, premis -> {
                    entities(premis, document);
                    document.files().forEach(file -> file(premis, document, file));
                    document.events().forEach(event -> event(premis, event));
                    agents(document.events()).values().forEach(agent -> agent(premis, agent));
                    rights(premis, document);
                }))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void entities(XmlText premis, PremisDocument document) {
        object(premis, "intellectualEntity", xml -> {
            identifier(xml, "objectIdentifier", URN, document.aip().toString());
            relationship(xml, "derivation", "has source", URN, document.sip().toString());
        });
        for (int ordinal = 0; ordinal < document.results().size(); ordinal++) {
            String record = IdentifierMint.record(document.aip(), ordinal).toString();
            AdministrativeResult result = document.results().get(ordinal);
            object(premis, "intellectualEntity", xml -> {
                identifier(xml, "objectIdentifier", URN, record);
                xml.element("originalName", result.sourceSystem() + "/" + result.sourceRecordId());
                relationship(
                        xml, "structural", "is part of", URN, document.aip().toString());
                identifier(xml, "linkingRightsStatementIdentifier", LOCAL, rightsId(result.accessMode()));
            });
        }
        object(premis, "representation", xml -> {
            identifier(xml, "objectIdentifier", URN, representation(document));
            relationship(xml, "structural", "represents", URN, document.aip().toString());
        });
    }

    private static void file(XmlText premis, PremisDocument document, FileObject file) {
        object(premis, "file", xml -> {
            identifier(xml, "objectIdentifier", PATH, "#" + file.path());
            xml.element("objectCharacteristics", facts -> {
                facts.element("compositionLevel", "0");
                fixity(facts, file.sha256());
                fixity(facts, file.sha512());
                facts.element("size", Long.toString(file.size()));
                format(facts, file.format());
            });
            xml.element("originalName", file.path().fileName());
            relationship(xml, "structural", "is included in", URN, representation(document));
        });
    }

    private static void format(XmlText facts, FormatDesignation format) {
        facts.element("format", xml -> {
            xml.element(
                    "formatDesignation",
                    name -> name.element("formatName", format.name().orElse(format.mediaType()))
                            .element("formatVersion", format.version()));
            format.puid()
                    .ifPresent(puid -> xml.element(
                            "formatRegistry",
                            registry -> registry.element("formatRegistryName", "PRONOM")
                                    .element("formatRegistryKey", puid)
                                    .element("formatRegistryRole", "specification")));
            xml.element("formatNote", format.mediaType());
        });
    }

    private static void fixity(XmlText facts, Fixity fixity) {
        facts.element(
                "fixity",
                xml -> xml.element("messageDigestAlgorithm", fixity.algorithm().standardName())
                        .element("messageDigest", fixity.hex().toUpperCase(Locale.ROOT)));
    }

    private static void event(XmlText premis, Event event) {
        premis.element("event", xml -> {
            identifier(xml, "eventIdentifier", URN, "urn:uuid:" + event.id());
            xml.element("eventType", event.type().term());
            xml.element("eventDateTime", time(event.at()));
            xml.element("eventDetailInformation", detail -> detail.element("eventDetail", event.note()));
            xml.element("eventOutcomeInformation", outcome -> {
                outcome.element("eventOutcome", event.outcome().name().toLowerCase(Locale.ROOT));
                event.detail()
                        .forEach((key, value) -> outcome.element(
                                "eventOutcomeDetail",
                                detail ->
                                        detail.element("eventOutcomeDetailNote", key + PremisEvents.KEY_END + value)));
            });
            xml.element(
                    "linkingAgentIdentifier",
                    agent -> agent.element("linkingAgentIdentifierType", LOCAL)
                            .element(
                                    "linkingAgentIdentifierValue", event.agent().id())
                            .element("linkingAgentRole", role(event)));
            event.objects()
                    .forEach(object -> xml.element("linkingObjectIdentifier", link -> {
                        link.element("linkingObjectIdentifierType", object.startsWith("#") ? PATH : URN);
                        link.element("linkingObjectIdentifierValue", object);
                        link.element("linkingObjectRole", objectRole(event, object));
                    }));
        });
    }

    /** agentRole of TT05 (VN-PKG-10): authorizer, implementer, validator, executing program. */
    private static String role(Event event) {
        if (event.agent().type() == Agent.Type.SOFTWARE) {
            return "executing program";
        }
        return switch (event.type()) {
            case BAG_VALIDATION, FORMAT_VALIDATION, METADATA_VALIDATION, FIXITY_CHECK -> "validator";
            case ACCESS_CHANGE, VALIDITY_CHANGE, RETENTION_ASSIGNMENT, RETENTION_RULE_CHANGE, ADMINISTRATION, REFUSAL ->
                "authorizer";
            case RECEPTION,
                    UNPACKING,
                    MESSAGE_DIGEST_CALCULATION,
                    FORMAT_IDENTIFICATION,
                    INFORMATION_PACKAGE_CREATION,
                    INGESTION,
                    INCIDENT,
                    DISSEMINATION,
                    RECOVERY,
                    CHECKPOINT,
                    REPLICATION -> "implementer";
        };
    }

    /** The first object of a package creation is what came of it, all others what it was made from. */
    private static Optional<String> objectRole(Event event, String object) {
        if (event.type() != EventType.INFORMATION_PACKAGE_CREATION) {
            return Optional.of("source");
        }
        return Optional.of(event.objects().getFirst().equals(object) ? "outcome" : "source");
    }

    private static Map<String, Agent> agents(List<Event> events) {
        Map<String, Agent> agents = new TreeMap<>();
        events.forEach(event -> agents.putIfAbsent(event.agent().id(), event.agent()));
        return agents;
    }

    private static void agent(XmlText premis, Agent agent) {
        premis.element("agent", xml -> {
            identifier(xml, "agentIdentifier", LOCAL, agent.id());
            xml.element("agentName", agent.name());
            xml.element("agentType", agent.type().name().toLowerCase(Locale.ROOT));
        });
    }

    private static void rights(XmlText premis, PremisDocument document) {
        Map<AccessMode, List<Integer>> byMode = new TreeMap<>();
        for (int ordinal = 0; ordinal < document.results().size(); ordinal++) {
            byMode.computeIfAbsent(document.results().get(ordinal).accessMode(), mode -> new java.util.ArrayList<>())
                    .add(ordinal);
        }
        byMode.forEach((mode, ordinals) -> premis.element(
                "rights",
                rights -> rights.element("rightsStatement", xml -> {
                    identifier(xml, "rightsStatementIdentifier", LOCAL, rightsId(mode));
                    xml.element("rightsBasis", "statute");
                    xml.element(
                            "statuteInformation",
                            statute -> statute.element("statuteJurisdiction", "vn")
                                    .element("statuteCitation", "Luật Lưu trữ 33/2024/QH15"));
                    xml.element(
                            "rightsGranted",
                            granted -> granted.element("act", "disseminate").element("restriction", restriction(mode)));
                    ordinals.forEach(ordinal -> identifier(
                            xml,
                            "linkingObjectIdentifier",
                            URN,
                            IdentifierMint.record(document.aip(), ordinal).toString()));
                })));
    }

    private static String restriction(AccessMode mode) {
        return switch (mode) {
            case PUBLIC -> "mode 01: public";
            case CONDITIONAL -> "mode 02: conditional";
            case SECRET -> "mode 03: secret";
        };
    }

    private static String rightsId(AccessMode mode) {
        return "rights-mode-" + mode.code();
    }

    private static String representation(PremisDocument document) {
        return document.aip() + "#sip";
    }

    private static void object(XmlText premis, String category, XmlText.Content content) {
        premis.element("object", Map.of("xsi:type", category), content);
    }

    /** An identifier element with its type and value, which PREMIS names after the element. */
    private static void identifier(XmlText xml, String element, String type, String value) {
        xml.element(element, inner -> inner.element(element + "Type", type).element(element + "Value", value));
    }

    private static void relationship(XmlText xml, String type, String subtype, String idType, String id) {
        xml.element("relationship", inner -> {
            inner.element("relationshipType", type);
            inner.element("relationshipSubType", subtype);
            identifier(inner, "relatedObjectIdentifier", idType, id);
        });
    }

    private static String time(Instant at) {
        return VIETNAM.format(at.atOffset(ZoneOffset.ofHours(7)));
    }
}
