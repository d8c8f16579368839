package vn.khoso.preservation.fixity;

import java.util.UUID;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;

/** The only place there is: it holds everything, whatever is written down of copies. */
record SoleVolume(StoredObjects objects) implements AuditedVolume {

    private static final UUID NONE = new UUID(0, 0);

    @Override
    public String name() {
        return "";
    }

    @Override
    public UUID volume() {
        return NONE;
    }

    @Override
    public boolean inUse() {
        return true;
    }

    @Override
    public boolean answers() {
        return true;
    }

    @Override
    public void bad(AipId aip, String what) {
        // There is no other copy to make it from: the incident says it.
    }
}
