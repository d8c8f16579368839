package vn.khoso.access.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import vn.khoso.access.dip.KeptFiles;
import vn.khoso.preservation.fault.ArchiveFault.ContentAltered;
import vn.khoso.preservation.fault.ArchiveFault.ContentMissing;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.Digests;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.PackagePath;

/** Files in memory that hash themselves as storage promises; a byte can be turned. */
public final class MemoryStorage implements KeptFiles {

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final Map<String, Fixity> promised = new HashMap<>();

    public MemoryStorage keep(RecordEntry entry, byte[]... contents) {
        for (int n = 0; n < contents.length; n++) {
            String key = entry.aip() + "#" + entry.files().get(n).path();
            bytes.put(key, contents[n].clone());
            promised.put(key, entry.files().get(n).sha256());
        }
        return this;
    }

    public void turnByte(RecordEntry entry, int file) {
        bytes.get(entry.aip() + "#" + entry.files().get(file).path())[0] ^= 1;
    }

    @Override
    public InputStream open(AipId aip, PackagePath path) {
        return new ByteArrayInputStream(proven(aip, path));
    }

    @Override
    public InputStream openRange(AipId aip, PackagePath path, long offset, long length) {
        byte[] all = proven(aip, path);
        int from = (int) Math.min(all.length, offset);
        return new ByteArrayInputStream(Arrays.copyOfRange(all, from, (int) Math.min(all.length, offset + length)));
    }

    private byte[] proven(AipId aip, PackagePath path) {
        byte[] all = bytes.get(aip + "#" + path);
        if (all == null) {
            throw new ContentMissing("not here: " + path);
        }
        if (!Digests.fixity(DigestAlgorithm.SHA_256, all).equals(promised.get(aip + "#" + path))) {
            throw new ContentAltered("altered: " + path);
        }
        return all;
    }
}
