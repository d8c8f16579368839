package vn.khoso.preservation.backup;

import java.util.stream.Stream;

/** What a set holds (TT05, 27). */
public enum BackupKind {
    /** Everything; stands alone. */
    FULL("full"),
    /** What came after its base. */
    INCREMENTAL("incr");

    private final String code;

    BackupKind(String code) {
        this.code = code;
    }

    /** As it stands in names and in {@code backup.json}. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException when there is no such kind */
    public static BackupKind ofCode(String code) {
        return Stream.of(values())
                .filter(one -> one.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of backup: " + code));
    }
}
