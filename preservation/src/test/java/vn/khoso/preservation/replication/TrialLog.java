package vn.khoso.preservation.replication;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import vn.khoso.preservation.fixity.FixityLog;
import vn.khoso.preservation.journal.Events;
import vn.khoso.preservation.storage.StagedPackage;
import vn.khoso.schemas.oais.IdentifierMint;

/** For work that has no database: it must not need one. */
public final class TrialLog {

    private TrialLog() {}

    /** Complaints that nobody may make. */
    public static CopyComplaints complaints() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Events events = new Events(new IdentifierMint(clock, new Random(1)), clock);
        return new CopyComplaints(
                unasked(CopyLog.class), unasked(FixityLog.class), new CopyEvents(events, StagedPackage.ARCHIVE));
    }

    /** As if the volume had been asked for all that it should hold. */
    public static void settled(CopySite site) {
        if (site.inUse()) {
            site.settle();
        }
    }

    private static <T> T unasked(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    throw new AssertionError("nobody may ask for " + method);
                }));
    }
}
