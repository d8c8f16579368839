package vn.khoso.ingest.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * The bodies that are known to the archive, dissolved ones too, with who took over (VN-ORG-1).
 *
 * <p>Both spellings of a code name the same body: {@code 000.17.22.H56} is {@code H56.22.17} (Decision 20/2020/QĐ-TTg).
 */
public final class AgencyRegistry {

    /** More steps of succession than the country has had reforms: a ring in the table. */
    private static final int MOST_SUCCESSIONS = 20;

    private final Map<String, Agency> agencies = new HashMap<>();

    public AgencyRegistry(List<Agency> agencies) {
        agencies.forEach(agency -> this.agencies.put(today(agency.code()), agency));
    }

    /** The table that comes with the archive. */
    public static AgencyRegistry shipped() {
        try (InputStream in = AgencyRegistry.class.getResourceAsStream("agencies.tsv")) {
            if (in == null) {
                throw new IllegalStateException("agencies.tsv is not on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("agencies.tsv", unreadable);
        }
    }

    /**
     * The table that an administrator keeps, instead of the shipped one.
     *
     * @throws IllegalArgumentException when a line is not {@code code TAB name [TAB successor]}
     */
    public static AgencyRegistry of(Path table) {
        try {
            return parse(Files.readString(table));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(table.toString(), unreadable);
        }
    }

    private static AgencyRegistry parse(String text) {
        List<Agency> agencies = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                if (cells.length < 2 || cells.length > 3) {
                    throw new IllegalArgumentException("not a line of the agency table: " + line);
                }
                Optional<AgencyCode> successor = cells.length == 3 && !cells[2].isBlank()
                        ? Optional.of(new AgencyCode(cells[2].strip()))
                        : Optional.empty();
                agencies.add(new Agency(new AgencyCode(cells[0].strip()), cells[1].strip(), successor));
            }
        }
        return new AgencyRegistry(agencies);
    }

    public Optional<Agency> find(AgencyCode code) {
        return Optional.ofNullable(agencies.get(today(code)));
    }

    public List<Agency> all() {
        return agencies.values().stream()
                .sorted(java.util.Comparator.comparing(Agency::code))
                .toList();
    }

    /** Whether {@code sender} answers for {@code body}: it is the same, above it, or what became of it. */
    public boolean answersFor(AgencyCode sender, AgencyCode body) {
        String above = today(sender);
        AgencyCode current = body;
        for (int step = 0; step < MOST_SUCCESSIONS; step++) {
            String below = today(current);
            if (below.equals(above) || below.startsWith(above + ".")) {
                return true;
            }
            Optional<AgencyCode> successor = find(current).flatMap(Agency::successor);
            if (successor.isEmpty()) {
                return false;
            }
            current = successor.get();
        }
        return false;
    }

    /** Today's form of a code: the old one is reversed, and groups of zeros fall away. */
    private static String today(AgencyCode code) {
        String[] parts = code.value().split("\\.", -1);
        if (Character.isLetter(code.value().charAt(0))) {
            return code.value();
        }
        StringBuilder turned = new StringBuilder(parts[3]);
        for (int i = 2; i >= 0; i--) {
            if (!parts[i].matches("0+")) {
                turned.append('.').append(parts[i]);
            }
        }
        return turned.toString();
    }
}
