package vn.khoso.preservation.format;

import java.nio.file.Path;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.PackagePath;

/**
 * Says what a file is and whether it is sound. Untrusted bytes are read in a worker process only.
 *
 * <p>A file that hangs, crashes or exhausts the tool gives UNDETERMINED with the finding {@code FORMAT_UNDETERMINED}, within
 * 20 s + 1 s per 10 MB and two tries. Throws only {@code WorkerUnavailable}, when no worker can be started at all.
 */
public interface FormatTools extends AutoCloseable {

    /** @param name path in the package, for the extension and as subject of findings */
    Characterisation characterise(Path file, PackagePath name);

    @Override
    void close();
}
