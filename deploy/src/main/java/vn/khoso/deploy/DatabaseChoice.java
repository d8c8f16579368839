package vn.khoso.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.khoso.deploy.postgres.EmbeddedPostgres;

/** The embedded PostgreSQL, or one of the operator's own. */
final class DatabaseChoice {

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "JDBC address of a PostgreSQL of your own, instead of the embedded one.")
    private @Nullable String url;

    @Option(
            names = "--db-user",
            paramLabel = "NAME",
            description = "Its user. The password comes from KHOSO_DATABASE_PASSWORD.")
    private String user = "khoso";

    /** Made by the command line. */
    DatabaseChoice() {}

    /** Starts the embedded one when no other was named. @return settings of the server, by their keys */
    Map<String, String> connect(DataFolder folder, Shutdown shutdown) {
        if (url != null) {
            return Map.of("khoso.database.url", url, "khoso.database.user", user);
        }
        EmbeddedPostgres postgres = shutdown.after(EmbeddedPostgres.start(folder.postgres(), folder.runtime()));
        return Map.of(
                "khoso.database.url", postgres.jdbcUrl(),
                "khoso.database.user", postgres.user(),
                "khoso.database.password", postgres.password());
    }
}
