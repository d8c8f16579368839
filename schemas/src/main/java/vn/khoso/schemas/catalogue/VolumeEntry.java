package vn.khoso.schemas.catalogue;

import java.time.Instant;
import java.util.UUID;

/**
 * A volume that the archive has taken into use.
 *
 * @param name as the operator calls it; unique among the volumes in use
 */
public record VolumeEntry(UUID id, String name, Instant joinedAt) {}
