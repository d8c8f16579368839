package vn.khoso.ingest.bag;

import java.nio.file.Path;
import java.util.List;
import vn.khoso.ingest.staging.UnpackedFile;

/**
 * Somebody else's opinion of a bag, to catch an error of ours. It decides nothing.
 *
 * <p>Answers within its own deadline, whatever the bag is, and throws only {@code ArchiveFault}s.
 */
public interface SecondJudge {

    /**
     * @param work an empty folder in which the judge may lay the bag out under its own names; the caller removes it
     */
    Opinion judge(List<UnpackedFile> files, Path work);

    /** What the second judge says. */
    record Opinion(Kind kind, String program, String reason) {

        /** Whether it found the bag valid. */
        public enum Kind {
            VALID,
            INVALID,
            /** It was not asked, or gave no answer; the reason says which. */
            NONE
        }
    }
}
