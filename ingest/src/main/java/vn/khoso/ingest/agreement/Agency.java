package vn.khoso.ingest.agreement;

import java.util.Optional;
import vn.khoso.schemas.oais.AgencyCode;

/**
 * One body of the registry.
 *
 * @param name as it is or was called; never rewritten
 * @param successor the body that answers today for one that was dissolved
 */
public record Agency(AgencyCode code, String name, Optional<AgencyCode> successor) {}
