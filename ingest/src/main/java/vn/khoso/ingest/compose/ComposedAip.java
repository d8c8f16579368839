package vn.khoso.ingest.compose;

import java.nio.file.Path;
import vn.khoso.schemas.aip.ArchivalInformationPackage;
import vn.khoso.schemas.submission.Submission;

/** A package that is ready to be kept. @param work folder in which its own metadata files lie */
public record ComposedAip(Submission submission, Path work, ArchivalInformationPackage aip) {}
