package vn.khoso.schemas.catalogue;

/**
 * A part of the copies on each volume, for an audit between two full ones: so many at random, and so many that were not read
 * for the longest time.
 *
 * @param seed of the random choice: with the same copies it gives the same sample
 * @param random copies chosen at random on each volume
 * @param oldest copies on each volume that are chosen by their age
 */
public record AuditSample(long seed, int random, int oldest) {

    /** What a finding of a sample is stated with. */
    public static final double CONFIDENCE = 0.95;

    public AuditSample {
        if (random < 0 || oldest < 0 || random + oldest < 1) {
            throw new IllegalArgumentException("not a sample: " + random + " at random, " + oldest + " by age");
        }
    }

    /**
     * The share of bad copies from which on a sample without any finding would have been unlikely: were so many bad, one of
     * them would have been met with a probability of {@link #CONFIDENCE}. Of an unlimited holding, so never too small; 1 when
     * nothing is chosen at random.
     */
    public double detects() {
        return random == 0 ? 1 : 1 - Math.pow(1 - CONFIDENCE, 1.0 / random);
    }
}
