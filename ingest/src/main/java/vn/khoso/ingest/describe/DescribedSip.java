package vn.khoso.ingest.describe;

import java.util.List;
import vn.khoso.ingest.characterise.CharacterisedBag;
import vn.khoso.schemas.tthc.AdministrativeResult;

/** A submission of which everything is known. @param results the records in their order; their files spelled as in the bag */
public record DescribedSip(CharacterisedBag bag, List<AdministrativeResult> results) {
    public DescribedSip {
        results = List.copyOf(results);
    }
}
