package vn.khoso.preservation.crashfs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of one file: what was flushed, what was written since, and what a power cut may leave of it. */
final class Sectors {

    /** What a disk writes whole or not at all. */
    static final int SECTOR = 512;

    private byte[] flushed;
    private byte[] now;
    /** Bytes of the flushed content that were not cut off since: there are no zeros before it. */
    private int kept;

    private List<byte[]> states = List.of();

    Sectors(byte[] flushed) {
        this.flushed = flushed;
        this.now = flushed;
        this.kept = flushed.length;
    }

    void written(byte[] bytes) {
        now = bytes;
        kept = Math.min(kept, bytes.length);
        states = List.of();
    }

    void flushed() {
        flushed = now;
        kept = now.length;
        states = List.of();
    }

    /** As flushed, as written, all new sectors zero, then torn in every way: cut, zeros behind, zeros before each sector. */
    List<byte[]> states() {
        if (states.isEmpty()) {
            List<byte[]> all = new ArrayList<>();
            add(all, flushed);
            if (flushed != now) {
                add(all, now);
                add(all, zeroed(0, Integer.MAX_VALUE));
                for (int at = first(); at < now.length; at += SECTOR) {
                    if (at > 0) {
                        add(all, Arrays.copyOf(now, at));
                        add(all, zeroed(at, Integer.MAX_VALUE));
                        add(all, zeroed(0, at));
                    }
                }
            }
            states = all;
        }
        return states;
    }

    /** The first sector's end behind what the medium holds already. */
    private int first() {
        return (kept / SECTOR + 1) * SECTOR;
    }

    private byte[] zeroed(int from, int to) {
        byte[] bytes = now.clone();
        int start = Math.max(from, kept);
        int end = Math.min(to, bytes.length);
        if (start < end) {
            Arrays.fill(bytes, start, end, (byte) 0);
        }
        return bytes;
    }

    private static void add(List<byte[]> all, byte[] state) {
        if (all.stream().noneMatch(other -> Arrays.equals(other, state))) {
            all.add(state);
        }
    }
}
