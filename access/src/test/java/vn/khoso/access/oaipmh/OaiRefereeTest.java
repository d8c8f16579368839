package vn.khoso.access.oaipmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gdcc.xoai.model.oaipmh.Granularity;
import io.gdcc.xoai.model.oaipmh.results.Record;
import io.gdcc.xoai.model.oaipmh.results.Set;
import io.gdcc.xoai.serviceprovider.ServiceProvider;
import io.gdcc.xoai.serviceprovider.client.OAIClient;
import io.gdcc.xoai.serviceprovider.exceptions.BadArgumentException;
import io.gdcc.xoai.serviceprovider.exceptions.NoSetHierarchyException;
import io.gdcc.xoai.serviceprovider.model.Context;
import io.gdcc.xoai.serviceprovider.parameters.ListRecordsParameters;
import io.gdcc.xoai.serviceprovider.parameters.Parameters;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.rights.Requester;

/** A harvester that others wrote reads everything; and how fast pages are made. */
class OaiRefereeTest {

    @TempDir
    Path folder;

    @Test
    void a_harvester_of_others_reads_all_records_and_tombstones() throws BadArgumentException, NoSetHierarchyException {
        Harvest harvest = new Harvest(7, Harvest.NOW, (byte) 0, folder);
        for (int n = 1; n <= 100; n++) {
            harvest.rows.with((n % 10 == 0 ? Records.record().gone() : Records.record()).entry(n));
        }
        ServiceProvider harvester = new ServiceProvider(new Context()
                .withBaseUrl(Harvest.BASE)
                .withGranularity(Granularity.Second)
                .withSaveUnparsedMetadata()
                .withOAIClient(new Direct(harvest)));
        assertThat(harvester.identify().getRepositoryName()).isEqualTo("Kho Số mẫu");
        HashSet<String> identifiers = new HashSet<>();
        int deleted = 0;
        Iterator<Record> records =
                harvester.listRecords(ListRecordsParameters.request().withMetadataPrefix("oai_dc"));
        while (records.hasNext()) {
            Record record = records.next();
            identifiers.add(record.getHeader().getIdentifier());
            deleted += record.getHeader().isDeleted() ? 1 : 0;
        }
        assertThat(identifiers).hasSize(100);
        assertThat(deleted).isEqualTo(10);
        List<String> sets = new ArrayList<>();
        Iterator<Set> all = harvester.listSets();
        all.forEachRemaining(set -> sets.add(set.getSpec()));
        assertThat(sets).containsExactly("agency", "agency:H56.22.17");
    }

    /** Asks without a network between. */
    private static final class Direct extends OAIClient {

        private final Harvest harvest;

        Direct(Harvest harvest) {
            this.harvest = harvest;
        }

        @Override
        public InputStream execute(Parameters parameters) {
            String query = URI.create(parameters.toUrl(Harvest.BASE)).getRawQuery();
            String[] arguments = Stream.of(query.split("&"))
                    .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                    .toArray(String[]::new);
            return new ByteArrayInputStream(harvest.bytes(Requester.ANONYMOUS, Optional.empty(), arguments));
        }
    }
}
