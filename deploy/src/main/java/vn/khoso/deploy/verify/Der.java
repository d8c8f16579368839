package vn.khoso.deploy.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One value of ASN.1 in DER (ITU-T X.690): tag, and where its content lies. Lengths are definite and lie inside what was given.
 *
 * @param bytes all bytes
 * @param start of the tag
 * @param from of the content
 * @param to behind the content
 */
record Der(byte[] bytes, int start, int from, int to) {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int CONTEXT_0 = 0xa0;

    /** @throws IllegalArgumentException when it is not exactly one value */
    static Der parse(byte[] bytes) {
        Der value = at(bytes, 0, bytes.length);
        if (value.to != bytes.length) {
            throw odd();
        }
        return value;
    }

    private static Der at(byte[] bytes, int start, int end) {
        if (end - start < 2 || (bytes[start] & 0x1f) == 0x1f) {
            throw odd();
        }
        int first = bytes[start + 1] & 0xff;
        int from = start + 2;
        int length = first;
        if (first >= 0x80) {
            int count = first - 0x80;
            if (count == 0 || count > 4 || end - from < count) {
                throw odd();
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = (length << 8) | (bytes[from + i] & 0xff);
            }
            from += count;
        }
        if (length < 0 || length > end - from) {
            throw odd();
        }
        return new Der(bytes, start, from, from + length);
    }

    private static IllegalArgumentException odd() {
        return new IllegalArgumentException("not DER");
    }

    int tag() {
        return bytes[start] & 0xff;
    }

    Der require(int tag) {
        if (tag() != tag) {
            throw odd();
        }
        return this;
    }

    List<Der> parts() {
        List<Der> parts = new ArrayList<>();
        for (int at = from; at < to; ) {
            Der part = at(bytes, at, to);
            parts.add(part);
            at = part.to;
        }
        return parts;
    }

    Der part(int number) {
        List<Der> parts = parts();
        if (number >= parts.size()) {
            throw odd();
        }
        return parts.get(number);
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** With its tag and length, as it lies there. */
    byte[] whole() {
        return Arrays.copyOfRange(bytes, start, to);
    }

    BigInteger integer() {
        require(INTEGER);
        return new BigInteger(content());
    }

    String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    /** An object identifier in dots. */
    String oid() {
        require(OID);
        StringBuilder text = new StringBuilder();
        BigInteger number = BigInteger.ZERO;
        for (byte octet : content()) {
            number = number.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                if (text.isEmpty()) {
                    int root = number.min(BigInteger.valueOf(80)).intValue() / 40;
                    text.append(root).append('.').append(number.subtract(BigInteger.valueOf(40L * root)));
                } else {
                    text.append('.').append(number);
                }
                number = BigInteger.ZERO;
            }
        }
        return text.toString();
    }
}
