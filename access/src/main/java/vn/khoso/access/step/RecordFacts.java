package vn.khoso.access.step;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.oais.AgencyCode;
import vn.khoso.schemas.tthc.AdministrativeResult;
import vn.khoso.schemas.tthc.AdministrativeResult.AccessMode;
import vn.khoso.schemas.tthc.Owner;
import vn.khoso.schemas.tthc.OwnerId;
import vn.khoso.schemas.tthc.Validity;

/**
 * What a decision needs to know of a record, and nothing else.
 *
 * @param custodian who answers for it today
 * @param validity status on the day of the question
 * @param owners numbers of all owners, principal and further ones
 */
public record RecordFacts(AgencyCode custodian, AccessMode mode, Validity.Status validity, List<OwnerId> owners) {

    public RecordFacts {
        owners = List.copyOf(owners);
    }

    public static RecordFacts of(RecordEntry entry, LocalDate today) {
        AdministrativeResult result = entry.result();
        List<OwnerId> owners = Stream.concat(Stream.of(result.owner()), result.coOwners().stream())
                .flatMap((Owner owner) -> owner.id().stream())
                .toList();
        return new RecordFacts(
                result.custodianAgency(), result.accessMode(), result.validity().on(today), owners);
    }
}
