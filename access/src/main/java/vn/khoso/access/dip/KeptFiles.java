package vn.khoso.access.dip;

import java.io.InputStream;
import vn.khoso.preservation.Archive;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.PackagePath;

/** The two ways in which dissemination reads the archive; both hand out proven bytes or throw. */
public interface KeptFiles {

    /** @see Archive#open */
    InputStream open(AipId aip, PackagePath path);

    /** @see Archive#openRange */
    InputStream openRange(AipId aip, PackagePath path, long offset, long length);

    static KeptFiles of(Archive archive) {
        return new KeptFiles() {
            @Override
            public InputStream open(AipId aip, PackagePath path) {
                return archive.open(aip, path);
            }

            @Override
            public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
                return archive.openRange(aip, path, offset, length);
            }
        };
    }
}
