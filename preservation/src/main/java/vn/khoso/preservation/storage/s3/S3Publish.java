package vn.khoso.preservation.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import vn.khoso.preservation.fault.ArchiveFault;
import vn.khoso.preservation.storage.ocfl.Inventory;
import vn.khoso.preservation.storage.ocfl.InventoryWriter;
import vn.khoso.preservation.storage.ocfl.StorageLayout;
import vn.khoso.preservation.storage.ocfl.VersionPlan;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;

/**
 * Puts one version, every key got back before the next kind is put: content; the version's inventory; its sidecar, from which
 * on it can be seen; root inventory; root sidecar.
 */
final class S3Publish {

    /** Content up to this many bytes is sent several files at a time; anything larger alone. */
    private static final long SMALL = 1024L * 1024;

    private final S3Writes writes;
    private final ExecutorService senders;
    private final InventoryWriter inventories = new InventoryWriter();

    S3Publish(S3Writes writes, ExecutorService senders) {
        this.writes = writes;
        this.senders = senders;
    }

    /** Everything up to the key that makes the version visible, and that. @return the digest of its inventory */
    Fixity version(S3ObjectFolder object, VersionPlan plan) {
        byte[] inventory = inventories.write(plan.inventory());
        Fixity digest = Digests.fixity(DigestAlgorithm.SHA_512, inventory);
        content(object, plan);
        if (plan.number() == 1) {
            writes.fresh(object.key(StorageLayout.OBJECT), StorageLayout.OBJECT_TEXT.getBytes(StandardCharsets.UTF_8));
        }
        String folder = object.version(plan.number());
        writes.fresh(folder + Inventory.FILE, inventory);
        writes.fresh(folder + Inventory.SIDECAR, sidecar(digest));
        root(object, inventory, digest);
        return digest;
    }

    /** Makes the root inventory that of a version that can be seen already; may be repeated. */
    void root(S3ObjectFolder object, byte[] inventory, Fixity digest) {
        writes.anyhow(object.key(Inventory.FILE), inventory);
        writes.anyhow(object.key(Inventory.SIDECAR), sidecar(digest));
    }

    private static byte[] sidecar(Fixity digest) {
        return Inventory.sidecar(digest).getBytes(StandardCharsets.UTF_8);
    }

    private void content(S3ObjectFolder object, VersionPlan plan) {
        List<Future<?>> small = new ArrayList<>();
        List<VersionPlan.Copy> large = new ArrayList<>();
        for (VersionPlan.Copy copy : plan.sources()) {
            if (copy.content().size() <= SMALL) {
                small.add(senders.submit(() -> send(object, copy)));
            } else {
                large.add(copy);
            }
        }
        List<RuntimeException> faults = new ArrayList<>();
        // All of them end before anything is undone.
        small.forEach(one -> ended(one, faults));
        if (faults.isEmpty()) {
            large.forEach(copy -> send(object, copy));
        } else {
            throw faults.getFirst();
        }
    }

    /** Each send has its deadline, so that waiting for its end ends too: also for whoever was told to stop. */
    private static void ended(Future<?> one, List<RuntimeException> faults) {
        boolean interrupted = false;
        while (true) {
            try {
                one.get();
                break;
            } catch (InterruptedException stop) {
                interrupted = true;
            } catch (ExecutionException failed) {
                faults.add(
                        failed.getCause() instanceof ArchiveFault fault
                                ? fault
                                : new IllegalStateException(failed.getCause()));
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(S3ObjectFolder object, VersionPlan.Copy copy) {
        Inventory.Content content = copy.content();
        writes.file(object.key(content.place()), copy.source(), content.size(), content.sha512(), content.sha256());
    }
}
