package vn.khoso.deploy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.khoso.deploy.fault.LaunchFailure;

/**
 * The folder in which {@code khoso.jar} lies: {@code khoso.war}, {@code lib/} (what the application needs), {@code boot/} (the
 * launcher's class path) and {@code core/} (what command line tools need beside {@code lib/}, since Payara is not there to give it).
 */
record Distribution(Path root) {

    static Distribution ofThisJar() {
        try {
            Path jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path root = jar.toAbsolutePath().getParent();
            if (root == null || !Files.isRegularFile(root.resolve("khoso.war"))) {
                throw new LaunchFailure("khoso.war is not beside " + jar + ": start khoso.jar from its dist folder.");
            }
            return new Distribution(root);
        } catch (URISyntaxException odd) {
            throw new LaunchFailure("The launcher does not know where it lies: " + odd.getMessage(), odd);
        }
    }

    Path war() {
        return root.resolve("khoso.war");
    }

    Path libraries() {
        return root.resolve("lib");
    }

    /** Class path of a Java process without the container. */
    String toolClassPath() {
        return root.resolve("core") + "/*" + java.io.File.pathSeparator + root.resolve("lib") + "/*";
    }
}
