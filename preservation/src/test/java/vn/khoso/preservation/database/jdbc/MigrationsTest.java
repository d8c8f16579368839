package vn.khoso.preservation.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.khoso.preservation.testing.EmbeddedDatabase;

class MigrationsTest {

    @Test
    void runningTheMigrationsAgainChangesNothing() {
        DataSource source = EmbeddedDatabase.fresh();
        new Migrations(source).bring("preservation");
        long heads = new Database(source)
                .read(handle -> handle.createQuery("select count(*) from preservation.journal_head")
                        .mapTo(Long.class)
                        .one());
        assertThat(heads).isEqualTo(1);
    }

    @Test
    void theTestDatabaseIsAsDurableAsTheRealOne() {
        Database database = new Database(EmbeddedDatabase.fresh());
        assertThat(database.<String>read(handle ->
                        handle.createQuery("show fsync").mapTo(String.class).one()))
                .isEqualTo("on");
        assertThat(database.<String>read(handle -> handle.createQuery("show synchronous_commit")
                        .mapTo(String.class)
                        .one()))
                .isEqualTo("on");
    }

    @Test
    void twoFreshDatabasesShareNothing() {
        Database first = new Database(EmbeddedDatabase.fresh());
        Database second = new Database(EmbeddedDatabase.fresh());
        first.transaction(handle -> handle.execute("update preservation.journal_head set index = 7"));
        long index = second.read(handle -> handle.createQuery("select index from preservation.journal_head")
                .mapTo(Long.class)
                .one());
        assertThat(index).isZero();
    }
}
