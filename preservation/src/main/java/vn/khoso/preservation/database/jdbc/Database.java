package vn.khoso.preservation.database.jdbc;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;

/**
 * PostgreSQL as the adapters use it: work inside one transaction, and one meaning for each failure.
 *
 * <p>A failure that may pass (connection gone, server stopping, out of room, serialisation) is {@link DatabaseUnavailable}.
 * A refusal of the statement itself (SQLSTATE classes 22, 23 and 42) is a bug of ours and stays what it is, so that no
 * worker tries it again for ever.
 */
public final class Database {

    private final Jdbi jdbi;

    public Database(DataSource source) {
        this.jdbi = Jdbi.create(source);
    }

    /**
     * Runs the work in one transaction (READ COMMITTED) and commits it durably before returning.
     *
     * @throws DatabaseUnavailable when the database cannot; whether the commit arrived is then unknown, so callers must
     *     be able to repeat
     */
    public <T> T transaction(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException failure) {
            throw meaning(failure);
        }
    }

    /** Runs a single query. @throws DatabaseUnavailable when the database cannot */
    public <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException failure) {
            throw meaning(failure);
        }
    }

    private static RuntimeException meaning(JdbiException failure) {
        String state = sqlState(failure);
        if (state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"))) {
            return failure;
        }
        return new DatabaseUnavailable(
                "the database cannot be used" + (state == null ? "" : " (SQLSTATE " + state + ")"), failure);
    }

    private static @Nullable String sqlState(JdbiException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return null;
    }
}
