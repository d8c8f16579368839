package vn.khoso.schemas.finding;

/** How much a finding weighs. The policy of the submission agreement decides it, never the check. */
public enum FindingLevel {
    /** The package is refused. */
    REFUSE,
    /** Kept and shown; the package is accepted. */
    WARN,
    /** For the record only. */
    NOTE
}
