package vn.khoso.preservation.isolation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * What goes through the pipes: {@code kind (1 byte), length (4 bytes, big endian), body}. One frame each way a question.
 */
final class Frames {

    /** Child to parent, once: the task is prepared. */
    static final byte READY = 'R';

    /** Parent to child: {@code path (modified UTF-8 of DataOutput), question}. */
    static final byte QUESTION = 'Q';

    /** Child to parent: the task returned. */
    static final byte ANSWER = 'A';

    /** Child to parent: the task threw; the body says what, in UTF-8. The child then ends. */
    static final byte THREW = 'T';

    private Frames() {}

    record Frame(byte kind, byte[] body) {}

    static void write(DataOutputStream to, byte kind, byte[] body) throws IOException {
        to.writeByte(kind);
        to.writeInt(body.length);
        to.write(body);
        to.flush();
    }

    /**
     * @param largest bytes of a body
     * @return empty at the end of the stream
     * @throws IOException also when a length is out of bounds
     */
    static Optional<Frame> read(DataInputStream from, int largest) throws IOException {
        int kind = from.read();
        if (kind < 0) {
            return Optional.empty();
        }
        int length = from.readInt();
        if (length < 0 || length > largest) {
            throw new IOException("a frame of " + length + " bytes; at most " + largest + " are read");
        }
        byte[] body = from.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a frame of " + length + " bytes ended after " + body.length);
        }
        return Optional.of(new Frame((byte) kind, body));
    }
}
