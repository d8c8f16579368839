package vn.khoso.preservation.isolation;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens no address for anybody: libraries that follow what a file names get an {@link IOException}.
 *
 * <p>{@code file} and {@code jrt} cannot be replaced in the JDK. {@code jar} stays, since classes come through it; the
 * address inside a {@code jar:} address passes here again.
 */
final class RefusingUrls implements URLStreamHandlerFactory {

    @Override
    public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
        return switch (protocol) {
            case "jar", "jrt", "file" -> null;
            default -> new Refusal();
        };
    }

    private static final class Refusal extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL address) throws IOException {
            throw new IOException("a worker opens no address: " + address.getProtocol());
        }

        @Override
        protected URLConnection openConnection(URL address, Proxy proxy) throws IOException {
            return openConnection(address);
        }
    }
}
