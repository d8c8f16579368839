package vn.khoso.ingest.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;

/**
 * One line of {@code procedures.tsv}.
 *
 * @param validityYears empty when the paper is valid for ever
 * @param retentionCode empty when nobody has classified it
 */
record DemoProcedure(
        String code,
        String name,
        String resultCode,
        String resultName,
        AgencyCode agency,
        OwnerKind owner,
        AccessMode access,
        OptionalInt validityYears,
        Optional<String> retentionCode) {

    /** Whose papers the procedure gives. */
    enum OwnerKind {
        PERSON,
        COUPLE,
        ORGANISATION
    }

    static List<DemoProcedure> all() {
        try (InputStream in = DemoProcedure.class.getResourceAsStream("procedures.tsv")) {
            if (in == null) {
                throw new IllegalStateException("procedures.tsv is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DemoProcedure::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("procedures.tsv", unreadable);
        }
    }

    String agencyName() {
        return switch (agency.value()) {
            case "H56" -> "Ủy ban nhân dân tỉnh Thanh Hóa";
            case "H56.14" -> "Sở Tư pháp";
            default -> "Ủy ban nhân dân xã mẫu";
        };
    }

    private static DemoProcedure parse(String line) {
        String[] cells = line.split("\t", -1);
        return new DemoProcedure(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                new AgencyCode(cells[4]),
                switch (cells[5]) {
                    case "P" -> OwnerKind.PERSON;
                    case "M" -> OwnerKind.COUPLE;
                    default -> OwnerKind.ORGANISATION;
                },
                AccessMode.ofCode(cells[6]),
                cells[7].equals("P") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(cells[7])),
                cells[8].equals("-") ? Optional.empty() : Optional.of(cells[8]));
    }
}
