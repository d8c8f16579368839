package vn.khoso.preservation.fixity;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import vn.khoso.preservation.catalogue.CatalogueStore;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;

/** All packages of the catalogue after one, a page at a time. */
final class PackagePages implements Iterator<PackageEntry> {

    private final CatalogueStore catalogue;
    private final int size;
    private Optional<AipId> after;
    private Iterator<PackageEntry> page = List.<PackageEntry>of().iterator();

    PackagePages(CatalogueStore catalogue, Optional<AipId> after, int size) {
        this.catalogue = catalogue;
        this.after = after;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            page = catalogue.packagesAfter(after, size).iterator();
        }
        return page.hasNext();
    }

    @Override
    public PackageEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PackageEntry entry = page.next();
        after = Optional.of(entry.aip());
        return entry;
    }
}
