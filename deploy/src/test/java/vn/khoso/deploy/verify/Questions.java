package vn.khoso.deploy.verify;

import java.util.ArrayList;
import java.util.List;

/** What the verifier is asked, with the names under which the tests keep what the archive gives out. */
public final class Questions {

    private Questions() {}

    /** Whether the receipt is the archive's, of this package, and in the journal. */
    public static String[] receipt() {
        return of("receipt --receipt receipt.json --signature receipt.p7s --certificate archive.pem"
                + " --file package.zip --proof receipt.tlog-proof --key log.vkey");
    }

    /** Whether the checkpoint is the log's, and stamped. */
    public static String[] checkpoint() {
        return of("checkpoint --checkpoint checkpoint.note --key log.vkey"
                + " --timestamp checkpoint.tsr --timestamp-certificates tsa.pem");
    }

    /** Whether the journal grew out of that of the old checkpoint. */
    public static String[] consistency() {
        return of("consistency --checkpoint old.note --proof consistency.txt --key log.vkey");
    }

    /** Whether an entry is in the log. */
    public static String[] proof() {
        return of("proof --proof receipt.tlog-proof --key log.vkey");
    }

    private static String[] of(String question) {
        return question.split(" ");
    }

    /** The same question with other files for some options, or with more: option, file, option, file. */
    public static String[] but(String[] question, String... options) {
        List<String> words = new ArrayList<>(List.of(question));
        for (int i = 0; i < options.length; i += 2) {
            int at = words.indexOf(options[i]);
            if (at < 0) {
                words.addAll(List.of(options[i], options[i + 1]));
            } else {
                words.set(at + 1, options[i + 1]);
            }
        }
        return words.toArray(String[]::new);
    }
}
