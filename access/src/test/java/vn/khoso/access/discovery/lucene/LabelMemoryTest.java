package vn.khoso.access.discovery.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/** Labels that are remembered are those of the asker's own scope, and of the state that he is shown. */
class LabelMemoryTest {

    private static final String TYPE = "KQ.G15.000031";

    @TempDir
    Path folder;

    @Test
    void a_label_found_for_one_scope_is_not_told_to_another() {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(
                    Records.record()
                            .mode(AccessMode.CONDITIONAL)
                            .named("Tên chỉ nội bộ biết", "Đất")
                            .entry(1),
                    Records.record().named("Tên ai cũng biết", "Đất").entry(2));
            assertThat(label(records, Askers.archivist())).isEqualTo("Tên chỉ nội bộ biết");
            assertThat(label(records, Requester.ANONYMOUS)).isEqualTo("Tên ai cũng biết");
            assertThat(label(records, Askers.archivist())).isEqualTo("Tên chỉ nội bộ biết");
        }
    }

    @Test
    void a_label_is_forgotten_when_its_record_changes() {
        try (IndexedRecords records = new IndexedRecords(folder)) {
            records.with(Records.record().named("Tên trước", "Đất").entry(1));
            assertThat(label(records, Requester.ANONYMOUS)).isEqualTo("Tên trước");
            records.with(Records.record().named("Tên sau", "Đất").entry(1, 2, Records.CHANGED.plusSeconds(9)));
            assertThat(label(records, Requester.ANONYMOUS)).isEqualTo("Tên sau");
        }
    }

    private static String label(IndexedRecords records, Requester requester) {
        List<SearchPage.FacetValue> types = records.search(
                        requester, IndexedRecords.query("đất", Map.of(), Optional.empty(), 5))
                .facets()
                .get(FacetName.DOCUMENT_TYPE);
        return types.stream()
                .filter(one -> one.value().equals(TYPE))
                .findFirst()
                .orElseThrow()
                .label();
    }
}
