package vn.khoso.preservation.catalogue;

import java.util.List;
import java.util.UUID;
import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * What the catalogue holds storage to: the newest version of a package.
 *
 * @param rootDigest of its inventory
 * @param bytes of all its files, to plan the reading
 * @param kept volumes on which a good copy should lie; empty when none is written down
 */
public record PackagePromise(AipId aip, int version, Fixity rootDigest, long bytes, List<UUID> kept) {

    public PackagePromise {
        kept = List.copyOf(kept);
    }

    static PackagePromise of(PackageEntry entry) {
        return new PackagePromise(entry.aip(), entry.version(), entry.rootDigest(), entry.bytes(), List.of());
    }
}
