package vn.khoso.preservation.journal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.SealUnavailable;
import vn.khoso.preservation.seal.TimeStamp;
import vn.khoso.preservation.seal.TimeStamping;
import vn.khoso.preservation.seal.pkcs12.SealPassword;
import vn.khoso.preservation.seal.tsa.TestTimeStamping;

/** The test authority, which can be away and whose clock can be wrong. */
final class PassingAuthority {

    volatile boolean away;
    volatile Duration wrong = Duration.ZERO;

    private final Clock clock;

    PassingAuthority(Clock clock) {
        this.clock = clock;
    }

    TimeStamping with(Path file, SealPassword password) {
        return new TimeStamping() {

            private TestTimeStamping real() {
                return TestTimeStamping.openOrCreate(file, password, Clock.offset(clock, wrong));
            }

            @Override
            public String name() {
                return "test";
            }

            @Override
            public TimeStamp stamp(byte[] document) {
                if (away) {
                    throw new SealUnavailable("nobody answers", new IOException());
                }
                return real().stamp(document);
            }

            @Override
            public TimeStamp read(byte[] reply, byte[] document) {
                return real().read(reply, document);
            }

            @Override
            public Optional<String> certificatesPem() {
                return real().certificatesPem();
            }
        };
    }
}
