package vn.khoso.server.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.khoso.preservation.fault.ArchiveFault;

/** Whether the archive is ready, and what is not well. */
public final class Health {

    private final List<HealthCheck> checks;

    public Health(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Ready when every vital check is well. */
    public Report look() {
        Map<String, HealthCheck.Finding> findings = new LinkedHashMap<>();
        boolean ready = true;
        for (HealthCheck check : checks) {
            HealthCheck.Finding finding = look(check);
            findings.put(check.name(), finding);
            ready = ready && (finding.well() || !check.vital());
        }
        return new Report(ready, findings);
    }

    private static HealthCheck.Finding look(HealthCheck check) {
        try {
            return check.look().get();
        } catch (ArchiveFault fault) {
            return new HealthCheck.Finding(false, String.valueOf(fault.getMessage()));
        }
    }

    /** @param findings by name, in the order of the checks */
    public record Report(boolean ready, Map<String, HealthCheck.Finding> findings) {
        public Report {
            findings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        }
    }
}
