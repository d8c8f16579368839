package vn.khoso.access.rights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khoso.access.testing.Records;
import vn.khoso.schemas.rights.Requester;
import vn.khoso.schemas.rights.Role;

/** Expected values, kept as text beside the tests so that nobody can change rules and table in one stroke. */
final class Table {

    static final List<String> WHO = List.of(
            "anonymous",
            "archivist",
            "preservation_officer",
            "depositor",
            "portal",
            "citizen",
            "administrator",
            "auditor");

    private Table() {}

    /** Depositor of HA_TINH, citizen OWNER. */
    static Requester requester(String who) {
        if (who.equals("anonymous")) {
            return Requester.ANONYMOUS;
        }
        Role role = Role.valueOf(who.toUpperCase(Locale.ROOT));
        return new Requester(
                who,
                who,
                Set.of(role),
                role == Role.DEPOSITOR ? Optional.of(Records.HA_TINH) : Optional.empty(),
                role == Role.CITIZEN ? Optional.of(Records.OWNER) : Optional.empty());
    }

    static List<Row> read(String name) {
        try (InputStream file = Table.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no table " + name);
            }
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            String[] names = lines.getFirst().split("\t");
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t");
                Map<String, String> row = new HashMap<>();
                for (int at = 0; at < names.length; at++) {
                    row.put(names[at].strip(), cells[at].strip());
                }
                rows.add(new Row(row));
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    record Row(Map<String, String> cells) {
        String cell(String name) {
            return Optional.ofNullable(cells.get(name))
                    .orElseThrow(() -> new IllegalStateException("no column " + name));
        }
    }
}
