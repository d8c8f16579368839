package vn.khoso.access.step;

/**
 * How far a follower is behind the catalogue.
 *
 * @param position last change it has taken
 * @param behind changes still to take, exact to 10,000
 */
public record FollowerLag(long position, long behind) {}
