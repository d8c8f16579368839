package vn.khoso.deploy.localsocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connected Unix domain socket in the shape of a {@link Socket}, as far as the PostgreSQL driver needs it.
 *
 * <p>The JDK gives no such view ({@code SocketChannel.socket()} refuses Unix channels). The channel is non-blocking and
 * each direction has its own selector, so a read with a timeout never stands in the way of a write.
 */
final class LocalSocket extends Socket {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private final InputStream input = new Input();
    private final OutputStream output = new Output();
    private volatile int timeoutMillis;

    LocalSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        this.readable = Selector.open();
        this.writable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() {
        return output;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // Connected from birth; the driver's host and port mean nothing here.
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        if (timeout < 0) {
            throw new SocketException("negative timeout");
        }
        timeoutMillis = timeout;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no TCP.
    }

    @Override
    public void setKeepAlive(boolean on) {
        // The kernel knows at once when a local peer is gone.
    }

    @Override
    public int getSendBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public int getReceiveBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public void setSendBufferSize(int size) {
        // Left to the kernel.
    }

    @Override
    public void setReceiveBufferSize(int size) {
        // Left to the kernel.
    }

    @Override
    public void close() throws IOException {
        try (channel;
                readable;
                writable) {
            readable.wakeup();
            writable.wakeup();
        }
    }

    private static void awaitReady(Selector selector, long millis) throws IOException {
        try {
            int ready = millis == 0 ? selector.select() : selector.select(millis);
            selector.selectedKeys().clear();
            if (ready == 0 && millis != 0 && selector.isOpen()) {
                throw new SocketTimeoutException("Read timed out");
            }
        } catch (ClosedSelectorException closed) {
            throw new SocketException("Socket closed", closed);
        }
    }

    private final class Input extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
            try {
                int count = channel.read(buffer);
                while (count == 0) {
                    awaitReady(readable, timeoutMillis);
                    count = channel.read(buffer);
                }
                return count;
            } catch (ClosedChannelException closed) {
                throw new SocketException("Socket closed", closed);
            }
        }

        @Override
        public void close() throws IOException {
            LocalSocket.this.close();
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
            try {
                while (buffer.hasRemaining()) {
                    if (channel.write(buffer) == 0) {
                        awaitReady(writable, 0);
                    }
                }
            } catch (ClosedChannelException closed) {
                throw new SocketException("Socket closed", closed);
            }
        }

        @Override
        public void close() throws IOException {
            LocalSocket.this.close();
        }
    }
}
