package vn.khoso.server.health;

import java.util.function.Supplier;

/**
 * One thing that must be well for the archive to work.
 *
 * @param name lower case with dashes
 * @param vital whether the archive is not ready without it
 * @param look asked each time; must answer within seconds
 */
public record HealthCheck(String name, boolean vital, Supplier<Finding> look) {

    /** What was found. @param detail for those who run the archive, never for strangers */
    public record Finding(boolean well, String detail) {}
}
