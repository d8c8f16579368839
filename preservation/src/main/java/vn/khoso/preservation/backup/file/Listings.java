package vn.khoso.preservation.backup.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vn.khoso.preservation.backup.ListedPackage;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.schemas.oais.AipId;

/** A listing read beside something else that is in the order of identifiers, a line in memory at a time. */
final class Listings implements AutoCloseable {

    private final Optional<BufferedReader> lines;
    private final Optional<String> only;
    private Optional<ListedPackage> here = Optional.empty();

    private Listings(Optional<BufferedReader> lines, Optional<String> only) {
        this.lines = lines;
        this.only = only;
    }

    /** @param set folder of it; without one nothing is listed */
    static Listings of(Optional<Path> set) throws IOException {
        return begun(set, Optional.empty());
    }

    /** Only packages whose bytes lie in the named set. */
    static Listings in(Path set, String name) throws IOException {
        return begun(Optional.of(set), Optional.of(name));
    }

    private static Listings begun(Optional<Path> set, Optional<String> only) throws IOException {
        Listings listings = new Listings(
                set.isPresent()
                        ? Optional.of(
                                Files.newBufferedReader(set.get().resolve(SetChain.LISTING), StandardCharsets.UTF_8))
                        : Optional.empty(),
                only);
        listings.step();
        return listings;
    }

    /** The line of a package; asked for in the order of identifiers. */
    Optional<ListedPackage> at(AipId aip) throws IOException {
        while (here.isPresent() && here.get().aip().compareTo(aip) < 0) {
            step();
        }
        return here.filter(one -> one.aip().equals(aip));
    }

    private void step() throws IOException {
        here = Optional.empty();
        while (lines.isPresent() && here.isEmpty()) {
            String line = lines.get().readLine();
            if (line == null) {
                return;
            }
            try {
                here = Optional.of(ListedPackage.parse(line)).filter(one -> only.isEmpty() || only.equals(one.set()));
            } catch (IllegalArgumentException odd) {
                throw new ContentAltered(SetChain.LISTING + ": " + odd.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (lines.isPresent()) {
            lines.get().close();
        }
    }
}
