package vn.khoso.schemas.finding;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that a check saw about the material. Data, not a fault: its level comes from policy.
 *
 * @param code what kind of thing
 * @param subject the object: a path in the package, a field pointer ({@code /records/0/ownerId}), or {@code package}
 * @param arguments what the message needs ({@code expected}, {@code found}, {@code line}, ...), plain text
 */
public record Finding(FindingCode code, String subject, Map<String, String> arguments) {

    public Finding {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    }

    public static Finding of(FindingCode code, String subject) {
        return new Finding(code, subject, Map.of());
    }

    public Finding with(String name, String value) {
        Map<String, String> more = new TreeMap<>(arguments);
        more.put(name, value);
        return new Finding(code, subject, more);
    }
}
