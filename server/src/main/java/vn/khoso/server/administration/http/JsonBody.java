package vn.khoso.server.administration.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BadRequestException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import vn.khoso.schemas.codec.json.StrictJson;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.rights.Role;
import vn.khoso.schemas.tthc.OwnerId;

/** Reads the small JSON objects that these routes take; what is not as it should be is 400. */
record JsonBody(JsonNode root) {

    static JsonBody of(byte[] bytes) {
        return switch (StrictJson.read(bytes)) {
            case StrictJson.Outcome.Document(JsonNode root) when root.isObject() -> new JsonBody(root);
            case StrictJson.Outcome.Document other -> throw new BadRequestException();
            case StrictJson.Outcome.Refused refused -> throw new BadRequestException();
        };
    }

    String text(String field) {
        return optional(field).orElseThrow(BadRequestException::new);
    }

    Optional<String> optional(String field) {
        JsonNode node = root.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new BadRequestException();
        }
        return Optional.of(node.textValue());
    }

    boolean flag(String field) {
        JsonNode node = root.path(field);
        if (!node.isBoolean()) {
            throw new BadRequestException();
        }
        return node.booleanValue();
    }

    Set<Role> roles() {
        Set<Role> roles = new HashSet<>();
        for (JsonNode role : root.path("roles")) {
            roles.add(role(role.asText()));
        }
        return roles;
    }

    Role role() {
        return role(text("role"));
    }

    Optional<AgencyCode> agency() {
        try {
            return optional("agency").filter(code -> !code.isEmpty()).map(AgencyCode::new);
        } catch (IllegalArgumentException invalid) {
            throw new BadRequestException(invalid);
        }
    }

    Optional<OwnerId> ownerId() {
        Optional<String> value = optional("ownerId");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new OwnerId(OwnerId.Type.valueOf(optional("ownerIdType").orElse("PERSONAL")), value.get()));
        } catch (IllegalArgumentException invalid) {
            throw new BadRequestException(invalid);
        }
    }

    /** Whole days, 90 when none are named. */
    Duration days() {
        JsonNode node = root.path("days");
        if (node.isMissingNode()) {
            return Duration.ofDays(90);
        }
        if (!node.canConvertToInt()) {
            throw new BadRequestException();
        }
        return Duration.ofDays(node.intValue());
    }

    private static Role role(String name) {
        try {
            return Role.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new BadRequestException(unknown);
        }
    }
}
