package vn.khoso.deploy.localsocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.SocketFactory;

/**
 * Connects the PostgreSQL driver to a Unix domain socket. Named in the JDBC address:
 * {@code jdbc:postgresql://localhost/khoso?socketFactory=vn.khoso.deploy.localsocket.LocalSocketFactory&socketFactoryArg=/path/.s.PGSQL.5432}.
 *
 * <p>The host and port of the address are not used. The driver makes one by name, so the class and its constructor are public.
 */
public final class LocalSocketFactory extends SocketFactory {

    private final Path path;

    /** @param path of the socket, at most 107 bytes (the limit of {@code sockaddr_un}) */
    public LocalSocketFactory(String path) {
        this.path = Path.of(path);
    }

    @Override
    public Socket createSocket() throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (SocketException absent) {
            // The driver takes a ConnectException or this for "server away"; the path is what an operator needs to see.
            throw new SocketException("no PostgreSQL at " + path + ": " + absent.getMessage(), absent);
        }
        return new LocalSocket(channel);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket();
    }
}
