package vn.khoso.access.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Validity;

/** The six verbs of OAI-PMH 2.0, argument by argument, error by error. */
class OaiProtocolTest {

    private static final Requester PORTAL =
            new Requester("portal", "Cổng", java.util.Set.of(Role.PORTAL), Optional.empty(), Optional.empty());
    private static final Optional<Purpose> PURPOSE = Optional.of(new Purpose("thu hoạch siêu dữ liệu"));

    @TempDir
    Path folder;

    private Harvest harvest;

    @BeforeEach
    void seven_records() {
        harvest = new Harvest(2, Harvest.NOW, (byte) 0, folder);
        harvest.rows.with(
                Records.record().entry(1),
                Records.record()
                        .of(Records.OTHER_AGENCY, "Ủy ban nhân dân xã Khác")
                        .entry(2),
                Records.record().mode(AccessMode.CONDITIONAL).entry(3),
                Records.record().gone().entry(4),
                Records.record().entry(5),
                Records.record()
                        .mode(AccessMode.CONDITIONAL)
                        .status(Validity.Status.REVOKED)
                        .entry(6),
                Records.record().mode(AccessMode.SECRET).entry(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                            | badVerb
            verb=Nothing                                                                  | badVerb
            verb=identify                                                                 | badVerb
            verb=Identify verb=Identify                                                   | badVerb
            verb=Identify x=1                                                             | badArgument
            verb=Identify metadataPrefix=oai_dc                                           | badArgument
            verb=GetRecord                                                                | badArgument
            verb=GetRecord metadataPrefix=oai_dc                                          | badArgument
            verb=GetRecord identifier=oai:kho.example.vn:1                                | badArgument
            verb=GetRecord identifier=oai:kho.example.vn:1 metadataPrefix=oai_dc          | idDoesNotExist
            verb=GetRecord identifier=oai:other.vn:1 metadataPrefix=oai_dc                | idDoesNotExist
            verb=GetRecord identifier=%% metadataPrefix=oai_dc                            | badArgument
            verb=GetRecord identifier=oai:kho.example.vn:1 metadataPrefix=marc21          | cannotDisseminateFormat
            verb=ListMetadataFormats identifier=oai:kho.example.vn:1                      | idDoesNotExist
            verb=ListMetadataFormats identifier=oai:a:1 identifier=oai:a:2                | badArgument
            verb=ListSets resumptionToken=x                                               | badResumptionToken
            verb=ListSets set=agency                                                      | badArgument
            verb=ListRecords                                                              | badArgument
            verb=ListRecords metadataPrefix=oai_dc metadataPrefix=oai_dc                  | badArgument
            verb=ListRecords metadataPrefix=%                                             | badArgument
            verb=ListRecords metadataPrefix=mets                                          | cannotDisseminateFormat
            verb=ListRecords metadataPrefix=oai_dc from=2026                              | badArgument
            verb=ListRecords metadataPrefix=oai_dc from=2026-02-30                        | badArgument
            verb=ListRecords metadataPrefix=oai_dc from=2026-11-20T02:00:00               | badArgument
            verb=ListRecords metadataPrefix=oai_dc from=2026-11-20T02:00:00.5Z            | badArgument
            verb=ListRecords metadataPrefix=oai_dc from=2026-11-20 until=2026-11-19       | badArgument
            verb=ListRecords metadataPrefix=oai_dc from=2026-11-20 until=2026-11-20T03:00:00Z | badArgument
            verb=ListRecords metadataPrefix=oai_dc until=2020-01-01                       | noRecordsMatch
            verb=ListRecords metadataPrefix=oai_dc from=2027-01-01                        | noRecordsMatch
            verb=ListRecords metadataPrefix=oai_dc set=agency:H99                         | noRecordsMatch
            verb=ListRecords metadataPrefix=oai_dc set=procedure                          | noRecordsMatch
            verb=ListRecords metadataPrefix=oai_dc set=a::b                               | badArgument
            verb=ListRecords resumptionToken=nonsense                                     | badResumptionToken
            verb=ListRecords resumptionToken=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | badResumptionToken
            verb=ListRecords resumptionToken=x metadataPrefix=oai_dc                      | badArgument
            verb=ListIdentifiers                                                          | badArgument
            verb=Identify                                                                 | ''
            verb=ListMetadataFormats                                                      | ''
            verb=ListSets                                                                 | ''
            verb=ListRecords metadataPrefix=oai_dc                                        | ''
            verb=ListIdentifiers metadataPrefix=oai_dc set=agency                         | ''
            verb=ListIdentifiers metadataPrefix=oai_dc from=2026-11-20 until=2026-11-20   | ''
            """)
    void each_request_gets_the_answer_of_the_specification(String request, String problem) {
        String[] arguments = request.isEmpty() ? new String[0] : request.trim().split(" ");
        Document document = harvest.ask(arguments);
        assertThat(Harvest.problem(document)).isEqualTo(problem);
        boolean understood = !problem.equals("badVerb") && !problem.equals("badArgument");
        assertThat(Harvest.first(document, "request").getAttributes().getLength())
                .isEqualTo(understood ? arguments.length : 0);
    }

    @Test
    void identify_tells_who_we_are_and_that_deletions_stay() {
        Document document = harvest.ask("verb=Identify");
        assertThat(Harvest.texts(document, "deletedRecord")).containsExactly("persistent");
        assertThat(Harvest.texts(document, "granularity")).containsExactly("YYYY-MM-DDThh:mm:ssZ");
        assertThat(Harvest.texts(document, "earliestDatestamp")).containsExactly("2026-11-20T02:00:01Z");
        assertThat(Harvest.texts(document, "baseURL")).containsExactly(Harvest.BASE);
        assertThat(Harvest.texts(document, "repositoryIdentifier")).containsExactly("kho.example.vn");
    }

    @Test
    void the_date_of_an_answer_lies_before_anything_still_being_committed() {
        assertThat(Harvest.texts(harvest.ask("verb=Identify"), "responseDate"))
                .containsExactly(OaiDocument.seconds(Harvest.NOW.minusSeconds(5)));
    }

    @Test
    void strangers_harvest_public_records_and_tombstones_only() {
        assertThat(harvest.all(Requester.ANONYMOUS, Optional.empty(), "verb=ListRecords", "metadataPrefix=oai_dc"))
                .containsExactly(id(1), id(2), "-" + id(4), id(5));
        assertThat(harvest.all(Requester.ANONYMOUS, PURPOSE, "verb=ListRecords", "metadataPrefix=oai_dc"))
                .hasSize(4);
    }

    @Test
    void a_portal_with_a_purpose_harvests_valid_conditional_records_and_sees_the_others_as_deleted() {
        assertThat(harvest.all(PORTAL, PURPOSE, "verb=ListIdentifiers", "metadataPrefix=oai_dc"))
                .containsExactly(id(1), id(2), id(3), "-" + id(4), id(5), "-" + id(6));
        assertThat(harvest.all(PORTAL, Optional.empty(), "verb=ListIdentifiers", "metadataPrefix=oai_dc"))
                .hasSize(4);
    }

    @Test
    void a_record_out_of_sight_is_as_if_it_were_not_there() {
        assertThat(harvest.bytes(Requester.ANONYMOUS, Optional.empty(), get(3)))
                .isEqualTo(harvest.bytes(Requester.ANONYMOUS, Optional.empty(), get(3)));
        assertThat(Harvest.problem(harvest.ask(get(3)))).isEqualTo("idDoesNotExist");
        assertThat(Harvest.problem(harvest.ask(PORTAL, PURPOSE, get(3)))).isEmpty();
        assertThat(Harvest.problem(harvest.ask(PORTAL, PURPOSE, get(7)))).isEqualTo("idDoesNotExist");
    }

    @Test
    void a_deleted_record_is_a_header_without_metadata() {
        Document document = harvest.ask(get(4));
        assertThat(Harvest.first(document, "header").getAttribute("status")).isEqualTo("deleted");
        assertThat(Harvest.texts(document, "metadata")).isEmpty();
    }

    @Test
    void no_owner_is_named_even_to_portals() {
        harvest.rows.with(Records.record()
                .named("Giấy của Nguyễn Văn Mẫu", "x")
                .mode(AccessMode.CONDITIONAL)
                .entry(3));
        String all = new String(harvest.bytes(PORTAL, PURPOSE, get(3)), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(all)
                .contains("Giấy của")
                .doesNotContain(Records.OWNER.value())
                .doesNotContain("Nguyễn Văn Mẫu");
    }

    @Test
    void sets_are_the_custodians_with_their_names() {
        Document document = harvest.ask("verb=ListSets");
        assertThat(Harvest.texts(document, "setSpec"))
                .containsExactly("agency", "agency:H56.22.17", "agency:H56.22.18");
        assertThat(Harvest.texts(document, "setName"))
                .contains("Ủy ban nhân dân xã Thạch Hà", "Ủy ban nhân dân xã Khác");
        assertThat(harvest.all(
                        Requester.ANONYMOUS,
                        Optional.empty(),
                        "verb=ListRecords",
                        "metadataPrefix=oai_dc",
                        "set=agency:H56.22.18"))
                .containsExactly(id(2));
    }

    @Test
    void the_window_holds_its_first_and_its_last_second() {
        assertThat(harvest.all(
                        Requester.ANONYMOUS,
                        Optional.empty(),
                        "verb=ListRecords",
                        "metadataPrefix=oai_dc",
                        "from=2026-11-20T02:00:02Z",
                        "until=2026-11-20T02:00:04Z"))
                .containsExactly(id(2), "-" + id(4));
    }

    @Test
    void a_token_tells_where_the_list_stands_and_gives_the_same_page_again() {
        Document first = harvest.ask("verb=ListRecords", "metadataPrefix=oai_dc");
        assertThat(Harvest.first(first, "resumptionToken").getAttribute("completeListSize"))
                .isEqualTo("4");
        assertThat(Harvest.first(first, "resumptionToken").getAttribute("cursor"))
                .isEqualTo("0");
        String token = Harvest.texts(first, "resumptionToken").getFirst();
        byte[] page =
                harvest.bytes(Requester.ANONYMOUS, Optional.empty(), "verb=ListRecords", "resumptionToken=" + token);
        assertThat(harvest.bytes(Requester.ANONYMOUS, Optional.empty(), "verb=ListRecords", "resumptionToken=" + token))
                .isEqualTo(page);
        Document last = Harvest.parsed(page);
        assertThat(Harvest.texts(last, "resumptionToken")).containsExactly("");
        assertThat(Harvest.first(last, "resumptionToken").getAttribute("cursor"))
                .isEqualTo("2");
        assertThat(Harvest.first(last, "resumptionToken").getAttribute("completeListSize"))
                .isEqualTo("4");
    }

    @Test
    void a_token_lives_a_week_outlives_a_restart_and_is_not_for_other_lists() {
        String token = Harvest.texts(harvest.ask("verb=ListRecords", "metadataPrefix=oai_dc"), "resumptionToken")
                .getFirst();
        assertThat(later(Duration.ofDays(7), (byte) 0, token, "ListRecords")).isEmpty();
        assertThat(later(Duration.ofDays(9), (byte) 0, token, "ListRecords")).isEqualTo("badResumptionToken");
        assertThat(later(Duration.ZERO, (byte) 1, token, "ListRecords"))
                .as("another key")
                .isEqualTo("badResumptionToken");
        assertThat(later(Duration.ZERO, (byte) 0, token, "ListIdentifiers")).isEqualTo("badResumptionToken");
        assertThat(Harvest.problem(harvest.ask(PORTAL, PURPOSE, "verb=ListRecords", "resumptionToken=" + token)))
                .isEqualTo("badResumptionToken");
    }

    @Test
    void a_wide_token_gives_a_stranger_nothing() {
        String token = Harvest.texts(
                        harvest.ask(PORTAL, PURPOSE, "verb=ListRecords", "metadataPrefix=oai_dc"), "resumptionToken")
                .getFirst();
        assertThat(Harvest.problem(harvest.ask("verb=ListRecords", "resumptionToken=" + token)))
                .isEqualTo("badResumptionToken");
    }

    @Test
    void what_xml_cannot_hold_does_not_break_the_answer() {
        harvest.rows.with(
                Records.record().named("Giấy \u0001 <&> \uD800 ]]>", "x").entry(1));
        assertThat(Harvest.texts(harvest.ask(get(1)), "title")).containsExactly("Giấy \uFFFD <&> \uFFFD ]]>");
    }

    @Test
    void the_list_of_sets_outlives_a_restart() {
        CustodianRegister before = new CustodianRegister(folder.resolve("kept.json"));
        before.resume();
        before.take(List.of(Records.record().entry(1)));
        before.caughtUp();
        CustodianRegister after = new CustodianRegister(folder.resolve("kept.json"));
        assertThat(after.resume()).isEqualTo(1);
        assertThat(after.custodians()).isEqualTo(before.custodians()).hasSize(1);
    }

    private String later(Duration later, byte key, String token, String verb) {
        Harvest other = new Harvest(2, Harvest.NOW.plus(later), key, folder);
        harvest.rows
                .changes(vn.khoso.schemas.catalogue.HarvestWindow.everythingAfter(0), 100)
                .forEach(other.rows::with);
        return Harvest.problem(other.ask("verb=" + verb, "resumptionToken=" + token));
    }

    private static String[] get(int n) {
        return new String[] {"verb=GetRecord", "metadataPrefix=oai_dc", "identifier=" + id(n)};
    }

    private static String id(int n) {
        return "oai:kho.example.vn:" + Records.record().entry(n).id().uuid();
    }
}
