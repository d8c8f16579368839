package vn.khoso.access.step;

/**
 * Why personal records are asked for ({@code X-Purpose}), in the words of the portal; it stands in the journal.
 *
 * @param text 3 to 300 characters, no control characters
 */
public record Purpose(String text) {

    private static final int LONGEST = 300;

    public Purpose {
        text = text.strip();
        if (text.length() < 3 || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a purpose has 3 to " + LONGEST + " characters");
        }
    }
}
