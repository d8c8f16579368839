package vn.khoso.preservation.format;

import java.util.Optional;

/**
 * All that the tools said of one file.
 *
 * @param validation empty when no tool knows the format
 */
public record FileFacts(Identification identification, Optional<Validation> validation) {}
