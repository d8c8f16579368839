package vn.khoso.schemas.premis;

/** PREMIS {@code eventOutcome}. */
public enum EventOutcome {
    SUCCESS,
    WARNING,
    FAILURE
}
