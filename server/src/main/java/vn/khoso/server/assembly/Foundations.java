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
import vn.khoso.schemas.oais.IdentifierMint;
import vn.khoso.server.configuration.Settings;
import vn.khoso.server.configuration.SettingsReader;

/** What everything stands on: settings, clock, identifiers, the database. */
@ApplicationScoped
public class Foundations {

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
        HikariDataSource source = pool(settings);
        Migrations migrations = new Migrations(source);
        migrations.bring("preservation");
        migrations.bring("ingest");
        migrations.bring("administration");
        return source;
    }

    /** Connections to the database as it is. */
    public static HikariDataSource pool(Settings settings) {
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
        return new HikariDataSource(config);
    }

    public void close(@Disposes DataSource source) {
        if (source instanceof HikariDataSource pool) {
            pool.close();
        }
    }
}
