package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khoso.access.fault.InvalidCursor;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.discovery.SearchQuery;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.rights.Requester;

/** Pages follow each other without a gap or a double, and facets narrow. */
class PagingTest {

    private static final int MANY = 57;

    @TempDir
    Path folder;

    private IndexedRecords records;

    @BeforeEach
    void many() {
        records = new IndexedRecords(folder);
        List<RecordEntry> entries = new ArrayList<>();
        for (int n = 1; n <= MANY; n++) {
            entries.add(Records.record()
                    .named(n % 2 == 0 ? "Giấy phép xây dựng" : "Giấy chứng nhận quyền sử dụng đất", "Hồ sơ đất số " + n)
                    .typed(n % 2 == 0 ? "KQ.G17.000001" : "KQ.G15.000031")
                    .issued(n % 3 == 0 ? "2019" : n % 3 == 1 ? "2020-02" : "2021-05-31")
                    .kept(n % 2 == 0 ? new RetentionPeriod.Years(20) : new RetentionPeriod.Permanent())
                    .entry(n));
        }
        records.with(entries.toArray(RecordEntry[]::new));
    }

    @AfterEach
    void closed() throws IOException {
        records.close();
    }

    @ParameterizedTest
    @EnumSource(SearchQuery.Sort.class)
    void all_pages_together_are_all_hits_once(SearchQuery.Sort sort) {
        for (String text : List.of("", "đất", "giấy phép xây dựng đất")) {
            List<RecordId> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            long total;
            do {
                SearchPage page =
                        records.search(Requester.ANONYMOUS, new SearchQuery(text, Map.of(), sort, cursor, 10));
                page.hits().forEach(hit -> seen.add(hit.id()));
                total = page.total();
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(seen).doesNotHaveDuplicates().hasSize((int) total);
        }
    }

    @Test
    void sorted_by_day_an_unknown_day_counts_as_its_first() {
        SearchQuery newest = new SearchQuery("", Map.of(), SearchQuery.Sort.NEWEST_ISSUED, Optional.empty(), 200);
        assertThat(records.search(Requester.ANONYMOUS, newest).hits())
                .extracting(SearchPage.Hit::issuedDate)
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        SearchQuery oldest = new SearchQuery("", Map.of(), SearchQuery.Sort.OLDEST_ISSUED, Optional.empty(), 200);
        assertThat(records.search(Requester.ANONYMOUS, oldest).hits())
                .extracting(SearchPage.Hit::issuedDate)
                .isSorted();
    }

    @Test
    void a_filter_narrows_hits_and_the_other_facets_but_not_its_own() {
        SearchPage page = records.search(
                Requester.ANONYMOUS,
                IndexedRecords.query("", Map.of(FacetName.YEAR, List.of("2019")), Optional.empty(), 200));
        assertThat(page.total()).isEqualTo(19);
        assertThat(page.facets().get(FacetName.YEAR))
                .extracting(SearchPage.FacetValue::value)
                .containsExactlyInAnyOrder("2019", "2020", "2021");
        assertThat(page.facets().get(FacetName.RETENTION))
                .extracting(value -> value.label() + " " + value.count())
                .containsExactlyInAnyOrder("Vĩnh viễn 10", "20 năm 9");
        assertThat(page.facets().get(FacetName.DOCUMENT_TYPE))
                .extracting(SearchPage.FacetValue::label)
                .containsExactlyInAnyOrder("Giấy phép xây dựng", "Giấy chứng nhận quyền sử dụng đất");
        assertThat(page.facets().get(FacetName.AGENCY))
                .extracting(SearchPage.FacetValue::label)
                .containsExactly("Ủy ban nhân dân xã Thạch Hà");
    }

    @Test
    void values_of_one_facet_are_alternatives_and_facets_narrow_each_other() {
        SearchPage page = records.search(
                Requester.ANONYMOUS,
                IndexedRecords.query(
                        "",
                        Map.of(
                                FacetName.YEAR, List.of("2019", "2020"),
                                FacetName.RETENTION, List.of("20"),
                                FacetName.VALIDITY, List.of("VALID")),
                        Optional.empty(),
                        200));
        assertThat(page.total()).isEqualTo(18);
    }

    @Test
    void a_cursor_belongs_to_its_question() {
        String cursor = records.search(Requester.ANONYMOUS, IndexedRecords.query("đất", Map.of(), Optional.empty(), 5))
                .next()
                .orElseThrow();
        assertThatThrownBy(() -> records.search(
                        Requester.ANONYMOUS, IndexedRecords.query("nhà", Map.of(), Optional.of(cursor), 5)))
                .isInstanceOf(InvalidCursor.class);
        String spoiled = cursor.substring(0, 10) + (cursor.charAt(10) == 'A' ? 'B' : 'A') + cursor.substring(11);
        assertThatThrownBy(() -> records.search(
                        Requester.ANONYMOUS, IndexedRecords.query("đất", Map.of(), Optional.of(spoiled), 5)))
                .isInstanceOf(InvalidCursor.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not base64 !!", "../../etc/passwd", "\u0000"})
    void nonsense_is_no_cursor(String nonsense) {
        assertThatThrownBy(() -> records.search(
                        Requester.ANONYMOUS, IndexedRecords.query("", Map.of(), Optional.of(nonsense), 5)))
                .isInstanceOf(InvalidCursor.class);
    }
}
