package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.retention.RetentionPeriod;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Validity;

/** Seven records that anybody can count by hand, and the counts of each of the five facets. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FacetCountsTest {

    private static final String LAND = "KQ.G15.000031";
    private static final String BUILDING = "KQ.G17.000001";

    @TempDir
    private Path folder;

    private IndexedRecords records;

    @BeforeEach
    void seven() {
        records = new IndexedRecords(folder)
                .with(
                        land(2021).entry(1),
                        land(2021).kept(new RetentionPeriod.Years(70)).entry(2),
                        land(2019).validTo("2026-11-19").entry(3),
                        land(2019).validTo("2026-11-20").entry(4),
                        building(2020).status(Validity.Status.REVOKED).entry(5),
                        building(2020).kept(new RetentionPeriod.Unclassified()).entry(6),
                        building(2020).mode(AccessMode.CONDITIONAL).entry(7));
    }

    @AfterEach
    void close() {
        records.close();
    }

    private static Records land(int year) {
        return Records.record().typed(LAND).issued(Integer.toString(year)).kept(new RetentionPeriod.Permanent());
    }

    private static Records building(int year) {
        return Records.record()
                .named("Giấy phép xây dựng", "Cấp phép xây nhà")
                .typed(BUILDING)
                .issued(Integer.toString(year))
                .of(Records.OTHER_AGENCY, "Ủy ban nhân dân xã Thạch Hà")
                .kept(new RetentionPeriod.Years(20));
    }

    @Test
    void every_facet_counts_every_record_that_is_found() {
        SearchPage all = search(Askers.archivist(), "", Map.of());
        assertThat(all.total()).isEqualTo(7);
        assertThat(counts(all, FacetName.AGENCY))
                .isEqualTo(Map.of(Records.HA_TINH.value(), 4L, Records.OTHER_AGENCY.value(), 3L));
        assertThat(counts(all, FacetName.DOCUMENT_TYPE)).isEqualTo(Map.of(LAND, 4L, BUILDING, 3L));
        assertThat(counts(all, FacetName.YEAR)).isEqualTo(Map.of("2019", 2L, "2020", 3L, "2021", 2L));
        assertThat(counts(all, FacetName.RETENTION))
                .isEqualTo(Map.of("PERMANENT", 3L, "70", 1L, "20", 2L, "UNCLASSIFIED", 1L));
    }

    @Test
    void validity_is_that_of_today_and_a_last_day_still_counts() {
        assertThat(counts(search(Askers.archivist(), "", Map.of()), FacetName.VALIDITY))
                .isEqualTo(Map.of("VALID", 5L, "EXPIRED", 1L, "REVOKED", 1L));
    }

    @Test
    void what_somebody_may_not_find_is_not_counted_for_him_either() {
        SearchPage open = search(Requester.ANONYMOUS, "", Map.of());
        assertThat(open.total()).isEqualTo(6);
        assertThat(counts(open, FacetName.DOCUMENT_TYPE)).isEqualTo(Map.of(LAND, 4L, BUILDING, 2L));
        assertThat(counts(open, FacetName.YEAR)).isEqualTo(Map.of("2019", 2L, "2020", 2L, "2021", 2L));
    }

    @Test
    void words_and_chosen_values_narrow_the_other_facets_and_leave_the_chosen_ones_alternatives() {
        SearchPage words = search(Askers.archivist(), "giay phep", Map.of());
        assertThat(counts(words, FacetName.DOCUMENT_TYPE)).isEqualTo(Map.of(BUILDING, 3L));
        SearchPage chosen = search(Askers.archivist(), "", Map.of(FacetName.YEAR, List.of("2019")));
        assertThat(chosen.total()).isEqualTo(2);
        assertThat(counts(chosen, FacetName.DOCUMENT_TYPE)).isEqualTo(Map.of(LAND, 2L));
        assertThat(counts(chosen, FacetName.VALIDITY)).isEqualTo(Map.of("VALID", 1L, "EXPIRED", 1L));
        assertThat(counts(chosen, FacetName.YEAR))
                .as("what else could be chosen of the same facet")
                .isEqualTo(Map.of("2019", 2L, "2020", 3L, "2021", 2L));
        SearchPage both = search(
                Askers.archivist(),
                "",
                Map.of(FacetName.YEAR, List.of("2019", "2021"), FacetName.RETENTION, List.of("PERMANENT")));
        assertThat(both.total()).isEqualTo(3);
        assertThat(counts(both, FacetName.RETENTION)).isEqualTo(Map.of("PERMANENT", 3L, "70", 1L));
    }

    @Test
    void a_record_that_changes_or_goes_changes_the_counts() {
        records.with(land(2022).kept(new RetentionPeriod.Years(70)).entry(1, 8, Records.CHANGED.plusSeconds(8)));
        records.with(land(2021).gone().entry(2, 9, Records.CHANGED.plusSeconds(9)));
        SearchPage all = search(Askers.archivist(), "", Map.of());
        assertThat(counts(all, FacetName.YEAR)).isEqualTo(Map.of("2019", 2L, "2020", 3L, "2022", 1L));
        assertThat(counts(all, FacetName.RETENTION))
                .isEqualTo(Map.of("PERMANENT", 2L, "70", 1L, "20", 2L, "UNCLASSIFIED", 1L));
    }

    private SearchPage search(Requester requester, String text, Map<FacetName, List<String>> filters) {
        return records.search(requester, IndexedRecords.query(text, filters, Optional.empty(), 50));
    }

    private static Map<String, Long> counts(SearchPage page, FacetName facet) {
        return page.facets().get(facet).stream()
                .collect(Collectors.toMap(SearchPage.FacetValue::value, SearchPage.FacetValue::count));
    }
}
