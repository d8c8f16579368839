package vn.khoso.ingest.characterise;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import vn.khoso.ingest.bag.VerifiedBag;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.PackagePath;

/** A bag whose payload files are known. @param said by path in the bag, payload files only */
public record CharacterisedBag(VerifiedBag bag, Map<PackagePath, Characterisation> said) {
    public CharacterisedBag {
        said = Collections.unmodifiableMap(new TreeMap<>(said));
    }
}
