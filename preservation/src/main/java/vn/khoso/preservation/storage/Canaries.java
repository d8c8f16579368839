package vn.khoso.preservation.storage;

import java.util.List;
import vn.khoso.schemas.oais.AipId;
import vn.khoso.schemas.oais.Fixity;

/**
 * Objects on a volume that belong to nobody: they were planted, sound ones and damaged ones, so that whatever reads the volume
 * can be tried with things of which the truth is known.
 *
 * @param objects where they lie; apart from the packages
 */
public record Canaries(StoredObjects objects, List<Canary> planted) {

    public Canaries {
        planted = List.copyOf(planted);
    }

    /**
     * One of them.
     *
     * @param rootDigest of its inventory, as a catalogue would promise it
     * @param flaws everything that is wrong with it; empty for a sound one
     */
    public record Canary(AipId aip, Fixity rootDigest, List<Flaw> flaws) {
        public Canary {
            flaws = List.copyOf(flaws);
        }
    }

    /** @param place in the object's folder */
    public record Flaw(Kind kind, String place) {}

    /** What is wrong. */
    public enum Kind {
        ALTERED,
        MISSING,
        EXTRA
    }
}
