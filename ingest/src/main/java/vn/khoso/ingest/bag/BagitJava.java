package vn.khoso.ingest.bag;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.exceptions.CorruptChecksumException;
import gov.loc.repository.bagit.exceptions.FileNotInPayloadDirectoryException;
import gov.loc.repository.bagit.exceptions.InvalidBagitFileFormatException;
import gov.loc.repository.bagit.exceptions.MaliciousPathException;
import gov.loc.repository.bagit.exceptions.MissingBagitFileException;
import gov.loc.repository.bagit.exceptions.MissingPayloadDirectoryException;
import gov.loc.repository.bagit.exceptions.MissingPayloadManifestException;
import gov.loc.repository.bagit.exceptions.UnparsableVersionException;
import gov.loc.repository.bagit.exceptions.UnsupportedAlgorithmException;
import gov.loc.repository.bagit.exceptions.VerificationException;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What bagit-java says of a bag. To be called in a worker process only: it may hang, and throw what it does not declare.
 *
 * <p>The answer is one line: {@code VALID} or {@code INVALID}, then a space and the reason.
 */
public final class BagitJava {

    /** Name and version for reports. */
    public static final String PROGRAM = "bagit-java 5.2.0";

    private BagitJava() {}

    /** @param folder absolute path of the bag as UTF-8; a relative one is "malicious" to bagit-java (B10) */
    public static byte[] answer(byte[] folder) throws InterruptedException {
        return judge(Path.of(new String(folder, StandardCharsets.UTF_8))
                        .toAbsolutePath()
                        .normalize())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String judge(Path folder) throws InterruptedException {
        // By itself it starts a thread for every file (B12).
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (BagVerifier verifier = new BagVerifier(threads)) {
            Bag bag = new gov.loc.repository.bagit.reader.BagReader().read(folder);
            verifier.isValid(bag, false);
            return "VALID ";
        } catch (IOException
                | CorruptChecksumException
                | FileNotInPayloadDirectoryException
                | InvalidBagitFileFormatException
                | MaliciousPathException
                | MissingBagitFileException
                | MissingPayloadDirectoryException
                | MissingPayloadManifestException
                | UnparsableVersionException
                | UnsupportedAlgorithmException
                | VerificationException said) {
            return "INVALID " + said.getClass().getSimpleName();
        }
    }
}
