package vn.khoso.preservation.catalogue.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import vn.khoso.preservation.catalogue.CopiesDetail;
import vn.khoso.preservation.catalogue.KeptDetail;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.catalogue.JournalEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.premis.Event;

/** Rows of copies and volumes: they follow from the journal and from nothing else. */
public final class CopyRows {

    /** In the order of {@link #read}. */
    public static final String COLUMNS = "aip, version, volume, state, since, due_by, verified_at";

    private CopyRows() {}

    /** What an entry of the journal changes; part of the transaction that appends or adopts it. */
    public static void follow(Handle handle, JournalEntry entry) {
        Event event = entry.event();
        KeptDetail.read(event).ifPresent(kept -> kept(handle, kept, event));
        CopiesDetail.changed(event).ifPresent(copy -> changed(handle, copy));
        CopiesDetail.joined(event).ifPresent(joining -> joined(handle, joining));
    }

    private static void kept(Handle handle, KeptDetail kept, Event event) {
        if (kept.copies().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into preservation.copy (aip, version, volume, state, since, due_by, verified_at)
                values (:aip, :version, :volume, :state, :since, :dueBy, :verifiedAt)
                """);
        for (CopiesDetail.Copy one : kept.copies()) {
            CopyEntry copy = one.entry(kept.aip(), kept.version(), event.at());
            batch.bind("aip", copy.aip().value())
                    .bind("version", copy.version())
                    .bind("volume", copy.volume())
                    .bind("state", copy.state().name())
                    .bind("since", copy.since())
                    .bind("dueBy", copy.dueBy().orElse(null))
                    .bind("verifiedAt", copy.verifiedAt().orElse(null))
                    .add();
        }
        batch.execute();
    }

    private static void changed(Handle handle, CopyEntry copy) {
        handle.createUpdate("""
                        update preservation.copy
                        set state = :state, since = :since, due_by = :dueBy, verified_at = :verifiedAt
                        where aip = :aip and version = :version and volume = :volume
                        """)
                .bind("state", copy.state().name())
                .bind("since", copy.since())
                .bind("dueBy", copy.dueBy().orElse(null))
                .bind("verifiedAt", copy.verifiedAt().orElse(null))
                .bind("aip", copy.aip().value())
                .bind("version", copy.version())
                .bind("volume", copy.volume())
                .execute();
    }

    private static void joined(Handle handle, CopiesDetail.Joining joining) {
        joining.replaces().ifPresent(old -> {
            handle.createUpdate("delete from preservation.copy where volume = :old")
                    .bind("old", old)
                    .execute();
            handle.createUpdate("delete from preservation.volume where id = :old")
                    .bind("old", old)
                    .execute();
        });
        handle.createUpdate("insert into preservation.volume (id, name, joined_at) values (:id, :name, :at)")
                .bind("id", joining.volume().id())
                .bind("name", joining.volume().name())
                .bind("at", joining.volume().joinedAt())
                .execute();
        handle.createUpdate("""
                        insert into preservation.copy (aip, version, volume, state, since, due_by, verified_at)
                        select aip, version, :volume, :state, :since, :dueBy, null from preservation.package where newest
                        on conflict do nothing
                        """)
                .bind("volume", joining.volume().id())
                .bind("state", joining.holds() ? "KEPT" : "OWED")
                .bind("since", joining.volume().joinedAt())
                .bindByType("dueBy", joining.holds() ? null : Timestamp.from(joining.dueBy()), Timestamp.class)
                .execute();
    }

    public static CopyEntry read(ResultSet row) throws SQLException {
        return new CopyEntry(
                new AipId(row.getObject("aip", UUID.class)),
                row.getInt("version"),
                row.getObject("volume", UUID.class),
                CopyEntry.State.valueOf(row.getString("state")),
                row.getTimestamp("since").toInstant(),
                Optional.ofNullable(row.getTimestamp("due_by")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("verified_at")).map(Timestamp::toInstant));
    }
}
