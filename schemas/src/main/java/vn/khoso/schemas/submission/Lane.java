package vn.khoso.schemas.submission;

/** Which queue a submission waits in, so that a person at a screen does not wait behind a night's load. */
public enum Lane {
    INTERACTIVE,
    BULK
}
