package vn.khoso.schemas.oais;

/** Functional entities of ISO 14721:2012, figure 4-1, and the common services below them. */
public enum OaisEntity {
    INGEST,
    ARCHIVAL_STORAGE,
    DATA_MANAGEMENT,
    ADMINISTRATION,
    PRESERVATION_PLANNING,
    ACCESS,
    COMMON_SERVICES
}
