package vn.khoso.preservation.catalogue.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import vn.khoso.schemas.catalogue.HarvestWindow;

/**
 * The condition of a harvest. Times become positions first: {@code changed_at} never falls while {@code sequence} grows,
 * so one look-up each in the index by time gives the two ends, and the harvest itself walks one index in order.
 */
final class Harvest {

    private Harvest() {}

    static String where(HarvestWindow window) {
        List<String> conditions = new ArrayList<>();
        conditions.add("sequence > :after");
        if (window.from().isPresent()) {
            conditions.add("""
                    sequence >= coalesce((select first.sequence from preservation.record first
                        where first.changed_at >= :from order by first.changed_at, first.sequence limit 1), 9223372036854775807)
                    """);
        }
        if (window.until().isPresent()) {
            conditions.add("""
                    sequence <= coalesce((select final.sequence from preservation.record final
                        where final.changed_at <= :until order by final.changed_at desc, final.sequence desc limit 1), 0)
                    """);
        }
        if (window.custodian().isPresent()) {
            conditions.add("custodian = :custodian");
        }
        if (window.publicOnly()) {
            conditions.add("open");
        }
        return "where " + String.join(" and ", conditions);
    }

    static Query bind(Query query, HarvestWindow window) {
        query.bind("after", window.afterSequence());
        window.from().ifPresent(from -> query.bind("from", from));
        window.until().ifPresent(until -> query.bind("until", until));
        window.custodian().ifPresent(agency -> query.bind("custodian", agency.value()));
        return query;
    }
}
