package vn.khoso.preservation.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.StorageUnavailable;
import vn.khoso.preservation.storage.StoredObject;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryParser;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * An OCFL object as it was at one version, every byte of it compared with its inventories. A version that came later is not
 * seen: objects only grow, so what an older version was can be read for ever.
 */
public final class ObjectReading {

    /** Bytes of one object that are held in memory between being verified and being written; what is above is read twice. */
    private static final int HELD = 32 * 1024 * 1024;

    private static final int LONGEST_INVENTORY = 1 << 30;
    private static final int BUFFER = 256 * 1024;

    private final InventoryParser parser = new InventoryParser();

    /**
     * One file of an object.
     *
     * @param place relative to the object's folder
     * @param fixity that its bytes must have
     * @param bytes verified; empty for what must be read again
     */
    public record Part(String place, long size, Fixity fixity, Optional<byte[]> bytes) {}

    /** An object at one version. */
    public record Whole(Inventory inventory, Fixity rootDigest, List<Part> parts) {
        public Whole {
            parts = List.copyOf(parts);
        }

        public long bytes() {
            return parts.stream().mapToLong(Part::size).sum();
        }
    }

    /**
     * Names the files of an object and verifies nothing but its inventories.
     *
     * @throws vn.khoso.preservation.fault.ArchiveFault.ContentMissing when something is not there
     * @throws ContentAltered when the inventory is not the promised one
     */
    public Whole promised(StoredObject object, AipId aip, int version, Fixity rootDigest) {
        byte[] newest = small(object, place(version, Inventory.FILE), LONGEST_INVENTORY);
        Fixity found = Digests.fixity(DigestAlgorithm.SHA_512, newest);
        if (!found.equals(rootDigest)) {
            throw new ContentAltered(
                    aip + ": the inventory of version " + version + " is " + found + ", promised was " + rootDigest);
        }
        Inventory inventory = parsed(aip, newest);
        List<Part> parts = new ArrayList<>();
        parts.add(held(StorageLayout.OBJECT, StorageLayout.OBJECT_TEXT.getBytes(StandardCharsets.UTF_8)));
        sealed("", newest, rootDigest, parts);
        for (int older = 1; older < version; older++) {
            byte[] bytes = small(object, place(older, Inventory.FILE), LONGEST_INVENTORY);
            Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, bytes);
            byte[] sidecar = small(object, place(older, Inventory.SIDECAR), BUFFER);
            if (!new String(sidecar, StandardCharsets.UTF_8).equals(Inventory.sidecar(digest))) {
                throw new ContentAltered(aip + ": the inventory of version " + older + " is not what its sidecar says");
            }
            sealed("v" + older + "/", bytes, digest, parts);
        }
        sealed("v" + version + "/", newest, rootDigest, parts);
        inventory
                .manifest()
                .values()
                .forEach(one -> parts.add(new Part(one.place(), one.size(), one.sha256(), Optional.empty())));
        return new Whole(inventory, rootDigest, parts);
    }

    /** Reads every byte, too. Small files are held, so that what was verified is what is written. */
    public Whole verified(StoredObject object, AipId aip, int version, Fixity rootDigest) {
        Whole whole = promised(object, aip, version, rootDigest);
        List<Part> parts = new ArrayList<>(whole.parts().size());
        long held = 0;
        for (Part part : whole.parts()) {
            boolean holds = held + part.size() <= HELD;
            held += holds ? part.size() : 0;
            parts.add(part.bytes().isPresent() ? part : verified(object, aip, part, holds));
        }
        return new Whole(whole.inventory(), rootDigest, parts);
    }

    private static Part verified(StoredObject object, AipId aip, Part part, boolean holds) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(holds ? (int) part.size() : 0);
        copy(object, aip, part, holds ? kept : java.io.OutputStream.nullOutputStream());
        return new Part(
                part.place(), part.size(), part.fixity(), holds ? Optional.of(kept.toByteArray()) : Optional.empty());
    }

    /**
     * Copies the bytes of a part and compares them on the way.
     *
     * @throws ContentAltered after the last byte was written, when they are not the promised ones
     */
    public static void copy(StoredObject object, AipId aip, Part part, java.io.OutputStream out) {
        MessageDigest digest = Digests.of(part.fixity().algorithm());
        long size = 0;
        try (InputStream in = Channels.newInputStream(object.open(part.place()))) {
            byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, part.size() + 1))];
            for (int count = read(aip, part, in, buffer); count >= 0; count = read(aip, part, in, buffer)) {
                digest.update(buffer, 0, count);
                size += count;
                if (size > part.size()) {
                    break;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot copy " + aip + " " + part.place() + ": " + trouble, trouble);
        }
        Fixity found = Fixity.of(part.fixity().algorithm(), digest.digest());
        if (size != part.size() || !found.equals(part.fixity())) {
            throw new ContentAltered(aip + " " + part.place() + ": found " + found + ", promised was " + part.fixity());
        }
    }

    /** A sector that cannot be read is damage of this copy, not the end of the backup. */
    private static int read(AipId aip, Part part, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException unread) {
            throw new ContentAltered(aip + " " + part.place() + " cannot be read: " + unread);
        }
    }

    private Inventory parsed(AipId aip, byte[] bytes) {
        try {
            Inventory inventory = parser.parse(bytes);
            if (inventory.aip().equals(aip)) {
                return inventory;
            }
            throw new ContentAltered(aip + ": its inventory is about " + inventory.aip());
        } catch (IOException foreign) {
            throw new ContentAltered(aip + ": its inventory is not of this archive: " + foreign.getMessage());
        }
    }

    private static void sealed(String folder, byte[] inventory, Fixity digest, List<Part> parts) {
        parts.add(new Part(folder + Inventory.FILE, inventory.length, digest, Optional.of(inventory)));
        parts.add(held(folder + Inventory.SIDECAR, Inventory.sidecar(digest).getBytes(StandardCharsets.UTF_8)));
    }

    private static Part held(String place, byte[] bytes) {
        return new Part(place, bytes.length, Digests.fixity(DigestAlgorithm.SHA_256, bytes), Optional.of(bytes));
    }

    private static byte[] small(StoredObject object, String place, int limit) {
        try (InputStream in = Channels.newInputStream(object.open(place))) {
            return in.readNBytes(limit);
        } catch (IOException trouble) {
            throw new StorageUnavailable("cannot read " + place + ": " + trouble, trouble);
        }
    }

    private static String place(int version, String file) {
        return "v" + version + "/" + file;
    }
}
