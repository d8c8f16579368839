package vn.khoso.ingest.staging;

import java.nio.file.Path;
import java.util.List;
import vn.khoso.schemas.submission.Submission;

/**
 * A submission whose container is open.
 *
 * @param work folder for what later steps of this try write; gone when the submission is concluded
 * @param files every file of the bag, paths from the bag's own root, in the order of the container
 */
public record UnpackedSip(Submission submission, Path work, List<UnpackedFile> files) {
    public UnpackedSip {
        files = List.copyOf(files);
    }
}
