package vn.khoso.preservation.database.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import vn.khoso.preservation.fault.ArchiveFault.DatabaseUnavailable;

/**
 * Brings one module's schema to the newest version: schema {@code preservation} from {@code db/preservation} on the class
 * path, and so on. Each module has its own history table in its own schema.
 */
public final class Migrations {

    private final DataSource source;

    public Migrations(DataSource source) {
        this.source = source;
    }

    /**
     * @param module name of the schema and of the folder below {@code db/}
     * @throws DatabaseUnavailable when a migration could not be run; PostgreSQL rolls the failed one back whole
     */
    public void bring(String module) {
        bring(module, "latest");
    }

    /**
     * The same up to one version, for rows that were dumped at it.
     *
     * @param version as Flyway writes it; {@code latest} for the newest
     * @throws DatabaseUnavailable when a migration could not be run
     */
    public void bring(String module, String version) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .target(version)
                    .dataSource(source)
                    .locations("classpath:db/" + module)
                    .schemas(module)
                    .defaultSchema(module)
                    .createSchemas(true)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new DatabaseUnavailable("schema " + module + " could not be brought up to date", failure);
        }
    }
}
