package vn.khoso.preservation.crashfs;

/** One change of a disk, or one flush, in the order in which the process asked for it. Inodes are named by number. */
sealed interface Step {

    /** A new name in a folder. @param isFolder whether of a new folder, and not of a new file */
    record Put(int folder, String name, int inode, boolean isFolder) implements Step {}

    record Drop(int folder, String name) implements Step {}

    /** @param isFolder whether a folder was renamed, and not a file */
    record Rename(int from, String name, int to, String newName, int inode, boolean isFolder) implements Step {}

    /** What a file holds after a write or a truncation. */
    record Data(int file, byte[] now) implements Step {}

    /** Told to the process as done. */
    record Flush(int inode) implements Step {}

    /** Told to the process as failed; what was not on the medium will never be, whatever later flushes say. */
    record FailedFlush(int inode) implements Step {}
}
