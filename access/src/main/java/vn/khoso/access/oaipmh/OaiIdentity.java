package vn.khoso.access.oaipmh;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.khoso.schemas.oais.RecordId;

/**
 * Who the repository is to harvesters (OAI-PMH 2.0, 4.2).
 *
 * @param baseUrl address of {@code /oai} as harvesters see it
 * @param repositoryName for a reader
 * @param adminEmail whom to write to
 * @param namespace domain in identifiers: {@code oai:<namespace>:<uuid>} (OAI identifier guideline)
 * @param pageSize records a page, 1 to 1,000
 */
public record OaiIdentity(String baseUrl, String repositoryName, String adminEmail, String namespace, int pageSize) {

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z][A-Za-z0-9-]*)+");

    public OaiIdentity {
        if (!isNamespace(namespace) || !adminEmail.matches("\\S+@(\\S+\\.)+\\S+")) {
            throw new IllegalArgumentException("a namespace is a domain name, an admin has a mail address");
        }
        if (!baseUrl.matches("https?://\\S+") || pageSize < 1 || pageSize > 1_000) {
            throw new IllegalArgumentException("not a base address, or a page size out of 1 to 1000");
        }
    }

    /** Whether it is a domain name, as the guideline wants it. */
    public static boolean isNamespace(String text) {
        return DOMAIN.matcher(text).matches();
    }

    String identifier(RecordId id) {
        return "oai:" + namespace + ":" + id.uuid();
    }

    /** The record that an identifier names; empty when it cannot be one of ours. */
    Optional<RecordId> record(String identifier) {
        String start = "oai:" + namespace + ":";
        if (!identifier.startsWith(start)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordId.parse(identifier.substring(start.length())));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
