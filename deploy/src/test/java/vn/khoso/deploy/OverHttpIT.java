package vn.khoso.deploy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Everything that programs ask over HTTP, of one real server: starting one takes longer than asking it a hundred things. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OverHttpIT {

    private ServedArchive archive;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        archive = ServedArchive.start(folder.resolve("data"));
    }

    @AfterAll
    void stop() throws Exception {
        if (archive != null) {
            archive.close();
        }
    }

    @Nested
    final class Submissions extends SubmissionsOverHttp {
        Submissions() {
            super(archive);
        }
    }

    @Nested
    final class Records extends RecordsOverHttp {
        Records() {
            super(archive);
        }
    }

    @Nested
    final class Graph extends GraphOverHttp {
        Graph() {
            super(archive);
        }
    }

    @Nested
    final class Harvesting extends HarvestOverHttp {
        Harvesting() {
            super(archive);
        }
    }

    @Nested
    final class Accounts extends AccountsOverHttp {
        Accounts() {
            super(archive);
        }
    }

    @Nested
    final class Fixity extends FixityOverHttp {
        Fixity() {
            super(archive);
        }
    }

    @Nested
    final class Contract extends ContractOverHttp {
        Contract() {
            super(archive);
        }
    }

    @Nested
    final class OddRequests extends OddRequestsOverHttp {
        OddRequests() {
            super(archive);
        }
    }
}
