package vn.khoso.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A time stamping authority outside (RFC 3161).
 *
 * @param limit for an answer
 * @param certificates file in PEM with the authority's certificate or those above it; empty to take any certificate for time stamping
 */
public record TimeStampSource(URI address, Duration limit, Optional<Path> certificates) {}
