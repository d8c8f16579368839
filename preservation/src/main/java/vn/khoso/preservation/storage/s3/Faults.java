package vn.khoso.preservation.storage.s3;

import java.io.IOException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import vn.khoso.preservation.fault.ArchiveFault.StorageFull;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;

/** What the store's refusals mean to the archive. Texts never carry more than status, code and key. */
final class Faults {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int NO_ROOM = 507;

    private Faults() {}

    static StorageUnavailable unavailable(String why) {
        return new StorageUnavailable(why, new IOException(why));
    }

    /** @param what was asked, for the operator: {@code put ocfl/...} */
    static <T> Answer<T> said(String what, S3Exception said) {
        String code =
                said.awsErrorDetails() == null ? "" : said.awsErrorDetails().errorCode();
        int status = said.statusCode();
        if (status == NOT_FOUND && !"NoSuchBucket".equals(code)) {
            return new Answer.Absent<>();
        }
        if (status == PRECONDITION_FAILED) {
            return new Answer.Unmet<>();
        }
        String text = "cannot " + what + ": the store answers " + status + (code == null ? "" : " " + code);
        if (status == NO_ROOM || "QuotaExceeded".equals(code)) {
            return new Answer.Failed<>(new StorageFull(text, said), false);
        }
        // A status of success with an error in its body is as good as 500.
        boolean passing = status < 300 || status == CONFLICT || status == TOO_MANY || status >= SERVER;
        return new Answer.Failed<>(new StorageUnavailable(text, said), passing);
    }

    static <T> Answer<T> silent(String what, RuntimeException trouble) {
        return new Answer.Failed<>(
                new StorageUnavailable("cannot " + what + ": " + String.valueOf(trouble.getMessage()), trouble), true);
    }
}
