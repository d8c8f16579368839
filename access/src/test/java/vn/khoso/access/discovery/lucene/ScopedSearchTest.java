package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.rights.AccessRules;
import vn.khoso.access.rights.AccessScope;
import vn.khoso.access.step.Purpose;
import vn.khoso.access.step.RecordFacts;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.rights.Action;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.Validity;

/** The index shows each asker exactly the records that the one decision function grants, however he asks. */
class ScopedSearchTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path folder;

    @Test
    void hits_totals_and_facets_are_what_the_rules_grant_record_by_record() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            List<RecordEntry> all = everyKind();
            records.with(all.toArray(RecordEntry[]::new));
            AccessRules rules = new AccessRules();
            Optional<Purpose> purpose = Optional.of(new Purpose("giải quyết thủ tục"));
            for (Requester requester : askers()) {
                for (Optional<Purpose> given : List.of(Optional.<Purpose>empty(), purpose)) {
                    AccessScope scope = rules.scope(requester, Action.SEARCH_RECORDS, given);
                    Set<String> granted = all.stream()
                            .filter(RecordEntry::visible)
                            .filter(one -> rules.decide(
                                            requester,
                                            Action.SEARCH_RECORDS,
                                            Optional.of(RecordFacts.of(one, TODAY)),
                                            given)
                                    .granted())
                            .map(one -> one.id().uuid())
                            .collect(Collectors.toCollection(TreeSet::new));
                    for (String text : List.of("", "giấy chứng nhận", "đất")) {
                        check(
                                records.index.search(
                                        IndexedRecords.query(text, Map.of(), Optional.empty(), 200), scope),
                                granted,
                                requester);
                    }
                }
            }
        }
    }

    @Test
    void an_owners_name_finds_a_citizen_only_his_own_papers_even_among_public_ones() throws IOException {
        Owner other = Records.person(Records.STRANGER, "Nguyễn Văn Mẫu");
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(
                    Records.record().entry(1),
                    Records.record().owned(other).entry(2),
                    Records.record().mode(AccessMode.CONDITIONAL).entry(3),
                    Records.record().owned(other).mode(AccessMode.CONDITIONAL).entry(4));
            SearchPage found = records.search(Askers.citizen(Records.OWNER), "Nguyễn Văn Mẫu");
            assertThat(found.hits())
                    .extracting(hit -> hit.id())
                    .containsExactlyInAnyOrder(
                            Records.record().entry(1).id(),
                            Records.record().entry(3).id());
            assertThat(found.total()).isEqualTo(2);
        }
    }

    @Test
    void an_owner_who_stands_in_the_text_is_neither_shown_nor_found_there() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(Records.record()
                    .named(
                            "Giấy khai sinh NGUYỄN VĂN MẪU",
                            "Đăng ký khai sinh cho Nguyễn Văn Mẫu, " + Records.OWNER.value())
                    .entry(1));
            SearchPage open = records.search(vn.khoso.schemas.rights.Requester.ANONYMOUS, "khai sinh");
            assertThat(open.hits().getFirst().documentName()).isEqualTo("Giấy khai sinh \u2026");
            assertThat(open.hits().getFirst().summary()).isEqualTo("Đăng ký khai sinh cho \u2026, \u2026");
            assertThat(records.search(Askers.archivist(), "khai sinh")
                            .hits()
                            .getFirst()
                            .summary())
                    .doesNotContain(Records.OWNER.value());
            assertThat(open.facets().toString()).doesNotContainIgnoringCase("Nguyễn Văn Mẫu");
            assertThat(records.search(Requester.ANONYMOUS, "Nguyễn").total()).isZero();
            SearchPage full = records.search(Askers.archivist(), "Nguyễn Văn Mẫu");
            assertThat(full.hits().getFirst().summary()).contains("Nguyễn Văn Mẫu");
        }
    }

    @Test
    void no_number_of_an_owner_lies_in_the_index() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(Records.record()
                    .data(Map.of("soDinhDanh", Records.OWNER.value(), "hoTen", "Nguyễn Văn Mẫu", "soThua", "125"))
                    .entry(1));
            for (Requester requester :
                    List.of(Requester.ANONYMOUS, Askers.archivist(), Askers.citizen(Records.OWNER))) {
                assertThat(records.search(requester, Records.OWNER.value()).total())
                        .isZero();
            }
            assertThat(records.search(Requester.ANONYMOUS, "125").total()).isEqualTo(1);
        }
        try (var files = java.nio.file.Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = new String(
                        java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.getFileName().toString()).doesNotContain(Records.OWNER.value());
            }
        }
    }

    @Test
    void a_withdrawn_record_is_found_no_more() throws IOException {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(Records.record().entry(1), Records.record().entry(2));
            records.with(Records.record().gone().entry(1, 3, Records.CHANGED));
            assertThat(records.search(Askers.archivist(), "").total()).isEqualTo(1);
        }
    }

    private static void check(SearchPage page, Set<String> granted, Requester requester) {
        assertThat(page.hits())
                .as(requester.id())
                .extracting(hit -> hit.id().uuid())
                .containsExactlyInAnyOrderElementsOf(granted);
        assertThat(page.total()).isEqualTo(granted.size());
        for (FacetName facet : FacetName.values()) {
            long sum = page.facets().get(facet).stream()
                    .mapToLong(SearchPage.FacetValue::count)
                    .sum();
            assertThat(sum).as(requester.id() + " " + facet).isEqualTo(granted.size());
        }
    }

    private static List<Requester> askers() {
        return List.of(
                Requester.ANONYMOUS,
                Askers.archivist(),
                Askers.auditor(),
                Askers.portal(),
                Askers.depositor(Records.HA_TINH),
                Askers.depositor(Records.OTHER_AGENCY),
                Askers.citizen(Records.OWNER),
                Askers.citizen(Records.STRANGER));
    }

    private static List<RecordEntry> everyKind() {
        List<RecordEntry> all = new ArrayList<>();
        int n = 1;
        for (AccessMode mode : AccessMode.values()) {
            for (Validity.Status status : Validity.Status.values()) {
                for (boolean own : List.of(true, false)) {
                    Records record = Records.record()
                            .mode(mode)
                            .status(status)
                            .of(own ? Records.HA_TINH : Records.OTHER_AGENCY, "Ủy ban nhân dân");
                    all.add(record.entry(n++));
                    all.add(record.owned(Records.person(Records.STRANGER, "Lê Thị Thử"))
                            .entry(n++));
                    all.add(record.coOwned(Records.person(Records.OWNER, "Nguyễn Văn Mẫu"))
                            .entry(n++));
                }
            }
            all.add(Records.record().mode(mode).validTo("2026-11-19").entry(n++));
            all.add(Records.record().mode(mode).validTo("2026-11-20").entry(n++));
            all.add(Records.record().mode(mode).validTo("2026").entry(n++));
            all.add(Records.record().mode(mode).gone().entry(n++));
        }
        return all;
    }
}
