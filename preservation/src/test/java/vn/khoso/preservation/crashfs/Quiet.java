package vn.khoso.preservation.crashfs;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Thousands of starts after crashes each say what they found; nobody reads it. */
final class Quiet implements AutoCloseable {

    private final List<Logger> voices = List.of(Logger.getLogger("vn.khoso"), Logger.getLogger("io.ocfl"));

    Quiet() {
        voices.forEach(voice -> voice.setLevel(Level.OFF));
    }

    @Override
    public void close() {
        voices.forEach(voice -> voice.setLevel(null));
    }
}
