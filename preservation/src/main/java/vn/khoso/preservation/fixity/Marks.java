package vn.khoso.preservation.fixity;

import java.util.Arrays;

/** Marks of packages, eight bytes each: first added, then sorted, then asked. */
final class Marks {

    private long[] marks = new long[4_096];
    private int count;

    void add(long mark) {
        if (count == marks.length) {
            marks = Arrays.copyOf(marks, count + count / 2);
        }
        marks[count] = mark;
        count++;
    }

    /** These marks, ready to be asked; nothing is to be added any more. */
    Marks sorted() {
        Arrays.sort(marks, 0, count);
        return this;
    }

    boolean has(long mark) {
        return Arrays.binarySearch(marks, 0, count, mark) >= 0;
    }
}
