package vn.khoso.access.step;

import java.io.InputStream;
import java.time.Instant;
import vn.khoso.schemas.oais.FileObject;

/** One file of a record, for one requester. */
public sealed interface FileAnswer {

    /** It may be read. Every stream opened from here is proven before or at its end, or it throws. */
    record Found(FileObject object, Instant keptAt, Reading reading) implements FileAnswer {}

    /** The record was taken away. */
    record Gone(Instant since) implements FileAnswer {}

    /** No such record or file, or not for this requester: not told apart. */
    record Absent() implements FileAnswer {}

    /** Opens the bytes. */
    @FunctionalInterface
    interface Reading {
        /**
         * The bytes from {@code offset}, at most {@code length}; the whole file was hashed before the first comes out.
         *
         * @throws vn.khoso.preservation.fault.ArchiveFault.ContentAltered when the file is not what was kept
         */
        InputStream range(long offset, long length);
    }
}
