package vn.khoso.schemas.premis;

import java.util.stream.Stream;

/** Event types in the words of the Library of Congress vocabulary {@code eventType} where it has one, else our own. */
public enum EventType {
    RECEPTION("transfer"),
    UNPACKING("unpacking"),
    BAG_VALIDATION("validation"),
    MESSAGE_DIGEST_CALCULATION("message digest calculation"),
    FORMAT_IDENTIFICATION("format identification"),
    FORMAT_VALIDATION("format validation"),
    METADATA_VALIDATION("metadata validation"),
    INFORMATION_PACKAGE_CREATION("information package creation"),
    INGESTION("ingestion"),
    REFUSAL("refusal"),
    FIXITY_CHECK("fixity check"),
    INCIDENT("incident"),
    DISSEMINATION("dissemination"),
    RETENTION_ASSIGNMENT("retention assignment"),
    RETENTION_RULE_CHANGE("retention rule change"),
    ACCESS_CHANGE("access change"),
    VALIDITY_CHANGE("validity change"),
    ADMINISTRATION("administration"),
    RECOVERY("recovery"),
    CHECKPOINT("checkpoint"),
    REPLICATION("replication");

    private final String term;

    EventType(String term) {
        this.term = term;
    }

    /** The value of PREMIS {@code eventType}. */
    public String term() {
        return term;
    }

    /**
     * Whether the event is a decision: it is shipped to storage at once, not with the next minute's batch
     * (architecture, 3.2).
     */
    public boolean decision() {
        return switch (this) {
            case INGESTION,
                    REFUSAL,
                    RETENTION_ASSIGNMENT,
                    RETENTION_RULE_CHANGE,
                    ACCESS_CHANGE,
                    VALIDITY_CHANGE,
                    ADMINISTRATION,
                    RECOVERY,
                    INCIDENT -> true;
            case RECEPTION,
                    UNPACKING,
                    BAG_VALIDATION,
                    MESSAGE_DIGEST_CALCULATION,
                    FORMAT_IDENTIFICATION,
                    FORMAT_VALIDATION,
                    METADATA_VALIDATION,
                    INFORMATION_PACKAGE_CREATION,
                    FIXITY_CHECK,
                    DISSEMINATION,
                    CHECKPOINT,
                    REPLICATION -> false;
        };
    }

    /** The name used in addresses and exports, for example {@code fixity-check}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when no event type has this code */
    public static EventType ofCode(String code) {
        return Stream.of(values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event type " + code));
    }
}
