package vn.khoso.preservation.catalogue;

import vn.khoso.schemas.catalogue.PackageEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * What the catalogue holds storage to: the newest version of a package.
 *
 * @param rootDigest of its inventory
 * @param bytes of all its files, to plan the reading
 */
public record PackagePromise(AipId aip, int version, Fixity rootDigest, long bytes) {

    static PackagePromise of(PackageEntry entry) {
        return new PackagePromise(entry.aip(), entry.version(), entry.rootDigest(), entry.bytes());
    }
}
