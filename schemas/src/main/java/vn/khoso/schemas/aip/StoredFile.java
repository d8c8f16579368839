package vn.khoso.schemas.aip;

import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/**
 * A file of a stored AIP version as its OCFL inventory names it.
 *
 * @param size bytes on storage
 */
public record StoredFile(PackagePath path, long size, Fixity sha256, Fixity sha512) {}
