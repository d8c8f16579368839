package vn.khoso.schemas.codec.dublincore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khoso.schemas.codec.xml.XmlText;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.tthc.AdministrativeResult;

/**
 * The crosswalk to the fifteen elements (ISO 15836-1). The abstract is left out on purpose: it names the person
 * as often as not.
 */
public final class DublinCore {

    /** Namespace of the container that OAI-PMH harvesters know. */
    public static final String OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/";

    private static final String ELEMENTS = "http://purl.org/dc/elements/1.1/";
    private static final Pattern PROVINCE = Pattern.compile("(?:^|\\.)([A-Z]\\d{2})(?:\\.|$)");

    /** Codes of TT05 that name one language; the mixed ones name two (BCP 47). */
    private static final Map<String, List<String>> LANGUAGES = Map.ofEntries(
            Map.entry("01", List.of("vi")),
            Map.entry("02", List.of("en")),
            Map.entry("03", List.of("fr")),
            Map.entry("04", List.of("ru")),
            Map.entry("05", List.of("zh")),
            Map.entry("06", List.of("vi", "en")),
            Map.entry("07", List.of("vi", "ru")),
            Map.entry("08", List.of("vi", "fr")),
            Map.entry("09", List.of("vi-Hani")),
            Map.entry("10", List.of("vi", "zh")),
            Map.entry("11", List.of("und")));

    private DublinCore() {}

    /** One statement, for example {@code title} and its value. */
    public record Statement(String element, String value) {}

    /** The statements about a record in the order in which they are written. */
    public static List<Statement> statements(RecordId id, AdministrativeResult result) {
        List<Statement> all = new ArrayList<>();
        all.add(new Statement("title", result.documentName()));
        result.procedureCase().fieldCode().ifPresent(field -> all.add(new Statement("subject", field)));
        all.add(new Statement("publisher", result.issuingAgencyName()));
        all.add(new Statement("date", result.issuedDate().text()));
        all.add(new Statement("type", result.documentTypeCode()));
        all.add(new Statement("identifier", id.toString()));
        result.language().stream()
                .flatMap(code -> LANGUAGES.getOrDefault(code, List.of("und")).stream())
                .distinct()
                .forEach(language -> all.add(new Statement("language", language)));
        all.add(new Statement("coverage", province(result.issuingAgency())));
        all.add(new Statement(
                "rights",
                switch (result.accessMode()) {
                    case PUBLIC -> "Chế độ sử dụng 01: công khai";
                    case CONDITIONAL -> "Chế độ sử dụng 02: có điều kiện";
                    case SECRET -> "Chế độ sử dụng 03: mật";
                }));
        return List.copyOf(all);
    }

    /** The {@code oai_dc:dc} element, without declaration, ready to stand inside {@code metadata} of an answer. */
    public static String oaiDc(RecordId id, AdministrativeResult result) {
        Map<String, String> root = new LinkedHashMap<>();
        root.put("xmlns:oai_dc", OAI_DC);
        root.put("xmlns:dc", ELEMENTS);
        root.put("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        root.put("xsi:schemaLocation", OAI_DC + " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
        return XmlText.fragment(xml -> xml.element(
                "oai_dc:dc",
                root,
                dc -> statements(id, result)
                        .forEach(statement -> dc.element("dc:" + statement.element(), statement.value()))));
    }

    /** The first level of an agency code in either of its two forms: {@code H56} of {@code H56.22.17} and of {@code 000.17.22.H56}. */
    private static String province(AgencyCode code) {
        Matcher matcher = PROVINCE.matcher(code.value());
        return matcher.find() ? matcher.group(1) : code.value();
    }
}
