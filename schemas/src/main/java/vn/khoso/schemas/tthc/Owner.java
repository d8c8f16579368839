package vn.khoso.schemas.tthc;

import java.util.Optional;

/**
 * Whose paper it is (chủ sở hữu giấy tờ). The principal, never the agent who handed it in (the national plan of digitization).
 *
 * <p>With no {@code id}, name, birth year, and date and issuer of the identity paper are all required (the same plan);
 * ingest checks that, this value only carries it.
 */
public record Owner(
        OwnerType type,
        Optional<OwnerId> id,
        String name,
        Optional<Integer> birthYear,
        Optional<PartialDate> idIssuedDate,
        Optional<String> idIssuer) {

    /** {@code ownerType} of the metadata set. */
    public enum OwnerType {
        CITIZEN,
        FOREIGNER,
        ORG,
        HOUSEHOLD,
        MULTI
    }
}
