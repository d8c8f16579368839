package vn.khoso.server.security;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that ends the request when it is longer than the route takes. */
final class BoundedBody extends FilterInputStream {

    /** Bytes of any body but a package: forms, JSON, queries. */
    static final long LIMIT = 1 << 20;

    private long left = LIMIT;

    BoundedBody(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long count = super.skip(wanted);
        count(count);
        return count;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
    }
}
