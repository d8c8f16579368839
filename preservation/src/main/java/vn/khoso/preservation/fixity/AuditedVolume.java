package vn.khoso.preservation.fixity;

import java.util.UUID;
import vn.khoso.preservation.storage.StoredObjects;
import vn.khoso.schemas.oais.AipId;

/** One volume with copies of packages, as an audit sees it. Called by several threads. */
public interface AuditedVolume {

    /** How people call it. */
    String name();

    /** Its identity, as the catalogue says where copies are kept. */
    UUID volume();

    StoredObjects objects();

    /** One that is away is not audited, and nothing is said of its copies. Cheap: asked before every package. */
    boolean inUse();

    /** The same after a look at the volume itself, for when something could not be read there. */
    boolean answers();

    /** Hears that a copy is not what was promised, after the incident was written down: it is to be made anew. */
    void bad(AipId aip, String what);
}
