package vn.khoso.schemas.codec.dublincore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.codec.json.SampleResults;
import vn.khoso.schemas.oais.RecordId;
import vn.khoso.schemas.testing.LocalSchemas;
import vn.khoso.schemas.tthc.AdministrativeResult;

class DublinCoreTest {

    private static final RecordId ID = RecordId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
    private final AdministrativeResult result = ResultJson.read(SampleResults.good());

    @Test
    void it_is_valid_by_the_schema_of_oai() throws Exception {
        LocalSchemas.of("oai/oai_dc.xsd")
                .newValidator()
                .validate(new StreamSource(new StringReader(DublinCore.oaiDc(ID, result))));
    }

    @Test
    void the_crosswalk_is_the_one_of_the_metadata_set() {
        assertThat(DublinCore.statements(ID, result))
                .extracting(one -> one.element() + "=" + one.value())
                .containsExactly(
                        "title=Giấy khai sinh",
                        "subject=G15-HT01",
                        "publisher=Ủy ban nhân dân xã Hà Sơn",
                        "date=2025-03-05",
                        "type=KQ.G15.000031",
                        "identifier=" + ID,
                        "language=vi",
                        "coverage=H56",
                        "rights=Chế độ sử dụng 02: có điều kiện");
    }

    @Test
    void no_person_stands_in_it() {
        assertThat(DublinCore.oaiDc(ID, result))
                .doesNotContain("Lê")
                .doesNotContain("0383")
                .doesNotContain("Trần Văn Thử");
    }
}
