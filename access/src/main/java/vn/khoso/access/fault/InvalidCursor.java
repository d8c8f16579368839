package vn.khoso.access.fault;

/** A cursor that this archive did not give out, or that belongs to another question: the asker starts again (400). */
public final class InvalidCursor extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidCursor(String message) {
        super(message);
    }
}
