package vn.khoso.preservation.fixity;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import vn.khoso.preservation.catalogue.PackagePromise;
import vn.khoso.schemas.oais.AipId;

/**
 * All packages of an audit after one, in the order of their identifiers: read a page at a time, given in portions
 * that are worth a thread's while.
 */
final class PackagePages implements Iterator<List<PackagePromise>> {

    private static final int PAGE = 1_000;

    /** A portion ends with so many packages ... */
    private static final int PACKAGES = 16;

    /** ... or this many bytes, so that little is read again after a stop. */
    private static final long BYTES = 16L * 1024 * 1024;

    /** Where pages come from. */
    @FunctionalInterface
    interface Source {
        List<PackagePromise> after(Optional<AipId> after, int limit);
    }

    private final Source source;
    private Optional<AipId> after;
    private Iterator<PackagePromise> page = List.<PackagePromise>of().iterator();

    PackagePages(Source source, Optional<AipId> after) {
        this.source = source;
        this.after = after;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            page = source.after(after, PAGE).iterator();
        }
        return page.hasNext();
    }

    @Override
    public List<PackagePromise> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<PackagePromise> portion = new ArrayList<>(PACKAGES);
        long bytes = 0;
        while (portion.size() < PACKAGES && bytes < BYTES && page.hasNext()) {
            PackagePromise promise = page.next();
            portion.add(promise);
            bytes += promise.bytes();
            after = Optional.of(promise.aip());
        }
        return portion;
    }
}
