package vn.khoso.preservation.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.khoso.preservation.catalogue.CopiesDetail;
import vn.khoso.schemas.aip.StoredVersion;

/**
 * What keeping a version came to: at least as many copies stand as the policy asks for before a receipt.
 *
 * @param standing volumes on which it lies, durable and read back
 * @param owed volumes on which it is still to be made
 * @param grace how long that may take, by the policy
 */
public record Keeping(StoredVersion stored, List<UUID> standing, List<UUID> owed, Duration grace) {

    public Keeping {
        standing = List.copyOf(standing);
        owed = List.copyOf(owed);
    }

    /** For the journal. @param at when the package counts as kept */
    public List<CopiesDetail.Copy> copies(Instant at) {
        return Stream.concat(
                        standing.stream().map(volume -> new CopiesDetail.Copy(volume, Optional.empty())),
                        owed.stream().map(volume -> new CopiesDetail.Copy(volume, Optional.of(at.plus(grace)))))
                .toList();
    }
}
