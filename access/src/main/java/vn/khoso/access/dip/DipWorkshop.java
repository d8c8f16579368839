package vn.khoso.access.dip;

import java.io.InputStream;
import java.util.Optional;
import vn.khoso.access.step.Dip;
import vn.khoso.schemas.oais.DipId;

/** Where DIPs are put together and wait to be fetched. */
public interface DipWorkshop {

    /**
     * Composes a DIP and verifies it: READY, or FAILED when kept bytes are altered or missing. Nothing of a FAILED one can
     * be fetched.
     */
    Dip compose(DipJob job);

    /** A DIP that has not expired. */
    Optional<Dip> find(DipId id);

    /**
     * The bytes of a READY one from {@code offset}, at most {@code length}; the whole was hashed again before the first
     * comes out.
     */
    InputStream open(DipId id, long offset, long length);
}
