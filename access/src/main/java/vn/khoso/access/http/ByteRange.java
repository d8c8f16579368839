package vn.khoso.access.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One range of bytes (RFC 9110, 14.1.2), both ends inclusive. */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a {@code Range} header asks for. */
    sealed interface Wish {
        /** No range, several, or another unit: the whole is sent, as the RFC allows. */
        record Whole() implements Wish {}

        record Part(ByteRange range) implements Wish {}

        record Unsatisfiable() implements Wish {}
    }

    long length() {
        return last - first + 1;
    }

    static Wish wished(Optional<String> header, long size) {
        Matcher one = ONE.matcher(header.map(String::strip).orElse(""));
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return new Wish.Whole();
        }
        if (one.group(1).isEmpty()) {
            long suffix = Long.parseLong(one.group(2));
            return suffix == 0 || size == 0
                    ? new Wish.Unsatisfiable()
                    : new Wish.Part(new ByteRange(Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(one.group(1));
        long last = one.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(one.group(2)));
        if (!one.group(2).isEmpty() && Long.parseLong(one.group(2)) < first) {
            return new Wish.Whole();
        }
        return first >= size ? new Wish.Unsatisfiable() : new Wish.Part(new ByteRange(first, last));
    }
}
