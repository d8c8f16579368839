package vn.khoso.server.assembly;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import vn.khoso.preservation.database.jdbc.Migrations;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;

/** What everything stands on: settings, clock, identifiers, the database. */
@ApplicationScoped
public class Foundations {

    /** No statement of the server says nothing for so long, unless the database is in trouble. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    @Produces
    @Singleton
    public Settings settings() throws IOException {
        return SettingsReader.ofThisProcess();
    }

    @Produces
    @Singleton
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    public IdentifierMint mint(Clock clock) {
        return new IdentifierMint(clock, new SecureRandom());
    }

    /** Connected and brought to the newest schema before anybody else sees it. */
    @Produces
    @Singleton
    public DataSource database(Settings settings) {
        migrated(settings).close();
        HikariConfig config = configuration(settings);
        // A database that stands still in the middle of an answer: whoever waits is told, instead of waiting for ever.
        config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_SILENCE.toSeconds()));
        return new HikariDataSource(config);
    }

    /** Connections to the database as it is, for work of which a single statement may take as long as it takes. */
    public static HikariDataSource pool(Settings settings) {
        return new HikariDataSource(configuration(settings));
    }

    /** As {@link #pool}, with all schemas brought to the newest version. */
    public static HikariDataSource migrated(Settings settings) {
        HikariDataSource patient = pool(settings);
        Migrations migrations = new Migrations(patient);
        try {
            migrations.bring("preservation");
            migrations.bring("ingest");
            migrations.bring("administration");
        } catch (ArchiveFault failed) {
            patient.close();
            throw failed;
        }
        return patient;
    }

    private static HikariConfig configuration(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("khoso");
        config.setJdbcUrl(settings.databaseUrl());
        config.setUsername(settings.databaseUser());
        settings.databasePassword().ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.databaseConnections());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setDriverClassName("org.postgresql.Driver");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "khoso");
        return config;
    }

    public void close(@Disposes DataSource source) {
        if (source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
