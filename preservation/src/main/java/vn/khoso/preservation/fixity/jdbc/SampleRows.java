package vn.khoso.preservation.fixity.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.preservation.catalogue.jdbc.CatalogueRows;
import vn.khoso.schemas.catalogue.AuditSample;
import vn.khoso.schemas.catalogue.FixityRun;
import vn.khoso.schemas.oais.AipId;

/** What samples take. The random part is the copies whose hashes with the seed are the smallest: nobody chooses them by hand. */
final class SampleRows {

    private static final String VOLUMES = """
            (select distinct volume from preservation.copy
             where state = 'KEPT' and (cardinality(:scope) = 0 or volume = any (:scope)))
            """;

    private SampleRows() {}

    static boolean chosen(Handle handle, UUID run) {
        return handle.createQuery("select exists (select 1 from preservation.fixity_sample where run = :run)")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one();
    }

    /** Reads the names of all kept copies once; takes no lock that a change of the archive would wait for. */
    static void choose(Handle handle, FixityRun run, AuditSample sample) {
        handle.createUpdate("insert into preservation.fixity_sample (run, aip, volume)"
                        + " select :run, chosen.aip, held.volume from " + VOLUMES + " held cross join lateral ("
                        + "(select aip from (select distinct aip from preservation.copy"
                        + " where copy.volume = held.volume and state = 'KEPT') one"
                        + " order by uuid_hash_extended(aip, :seed), aip limit :random)"
                        + " union "
                        + "(select aip from preservation.copy where copy.volume = held.volume and state = 'KEPT'"
                        + " order by coalesce(verified_at, since), aip, version limit :oldest)) chosen"
                        + " on conflict do nothing")
                .bind("run", run.id())
                .bindArray("scope", UUID.class, run.scope().volumes())
                .bind("seed", sample.seed())
                .bind("random", sample.random())
                .bind("oldest", sample.oldest())
                .execute();
    }

    static List<PackagePromise> after(Handle handle, UUID run, Optional<AipId> after, int limit) {
        String keyset = after.isPresent() ? "sample.aip > :after and " : "";
        Query query = handle.createQuery(
                "select package.aip, package.version, package.root_digest, package.bytes, volumes"
                        + " from (select aip, array_agg(volume) as volumes from preservation.fixity_sample sample where "
                        + keyset
                        + "run = :run group by aip order by aip limit :limit) sample"
                        + " join preservation.package on package.aip = sample.aip and package.newest order by package.aip");
        after.ifPresent(aip -> query.bind("after", aip.value()));
        return query.bind("run", run)
                .bind("limit", limit)
                .map((row, context) -> CatalogueRows.readPromise(row))
                .list();
    }
}
