package vn.khoso.deploy;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** The program of a stranger who checks what the archive gave him. Not every machine has it. */
public final class Openssl {

    private static final String ABSENT = "skipped: openssl not present";

    private Openssl() {}

    /** Whether it is there; says so aloud where it is not. */
    public static boolean present() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            System.out.println(ABSENT);
            return false;
        }
    }

    /** Skips the test, aloud, where it is not. */
    public static void required() throws InterruptedException {
        Assumptions.assumeTrue(present(), ABSENT);
    }
}
