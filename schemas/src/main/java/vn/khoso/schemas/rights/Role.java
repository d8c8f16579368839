package vn.khoso.schemas.rights;

/** Roles of people and programs. */
public enum Role {
    ARCHIVIST,
    PRESERVATION_OFFICER,
    DEPOSITOR,
    PORTAL,
    CITIZEN,
    ADMINISTRATOR,
    AUDITOR
}
