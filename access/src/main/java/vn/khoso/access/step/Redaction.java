package vn.khoso.access.step;

/** What is left out of a record that may be seen. */
public enum Redaction {
    /** Numbers of owners (personal number, passport, tax code), and structured values that repeat one. */
    OWNER_NUMBER,
    /** Name, birth year and identity paper of owners who are people, and structured values that repeat them. */
    OWNER_PERSON
}
