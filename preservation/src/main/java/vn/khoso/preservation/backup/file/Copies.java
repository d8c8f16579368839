package vn.khoso.preservation.backup.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khoso.preservation.replication.CopyLog;
import vn.khoso.schemas.catalogue.CopyEntry;
import vn.khoso.schemas.oais.AipId;

/** Which volumes hold a package, asked for in the order of identifiers. */
final class Copies {

    private static final int PAGE = 1_000;

    private final CopyLog log;
    private final Deque<CopyEntry> read = new ArrayDeque<>();
    private Optional<CopyEntry> last = Optional.empty();
    private boolean end;

    Copies(CopyLog log) {
        this.log = log;
    }

    List<UUID> of(AipId aip, int version) {
        List<UUID> holders = new ArrayList<>();
        while (more() && read.getFirst().aip().compareTo(aip) <= 0) {
            CopyEntry copy = read.removeFirst();
            if (copy.aip().equals(aip) && copy.version() == version && copy.state() == CopyEntry.State.KEPT) {
                holders.add(copy.volume());
            }
        }
        return holders;
    }

    private boolean more() {
        if (read.isEmpty() && !end) {
            read.addAll(log.after(last, PAGE));
            end = read.isEmpty();
            last = end ? last : Optional.of(read.getLast());
        }
        return !read.isEmpty();
    }
}
