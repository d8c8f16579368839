package vn.khoso.schemas.premis;

/**
 * A person, organisation or program that does something (PREMIS 3, 3).
 *
 * @param id stable identifier, for example {@code account:thuy.nguyen}, {@code software:khoso/0.1.0}, {@code agency:H56.22.17}
 * @param name for a reader
 */
public record Agent(String id, Type type, String name) {

    /** PREMIS {@code agentType}. */
    public enum Type {
        PERSON,
        ORGANIZATION,
        SOFTWARE
    }

    public Agent {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("an agent without name");
        }
    }
}
