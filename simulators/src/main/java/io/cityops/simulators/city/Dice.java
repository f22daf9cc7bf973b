package io.cityops.simulators.city;

import java.nio.charset.StandardCharsets;

/**
 * Chance without a state: the same seed and keys always fall the same way, whoever asks, in whatever order and on
 * whatever machine. {@link StrictMath} throughout, for the last reason.
 */
public final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;

    public Dice(long seed) {
        this.seed = scramble(seed + GOLDEN_GAMMA);
    }

    /** Dice of their own for one subject, independent of all others of the same seed. */
    public Dice of(String subject) {
        return new Dice(seed ^ keyOf(subject));
    }

    /** A key made of a text: FNV-1a, 64 bits. */
    public static long keyOf(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** In [0,1). */
    public double uniform(long a, long b) {
        return (bits(a, b) >>> 11) * 0x1.0p-53;
    }

    public double uniform(long a) {
        return uniform(a, 0);
    }

    /** In [from,to). */
    public double between(double from, double to, long a, long b) {
        return from + (to - from) * uniform(a, b);
    }

    /** In [0,bound). */
    public int below(int bound, long a, long b) {
        return (int) (uniform(a, b) * bound);
    }

    /** Normally distributed, mean 0, standard deviation 1 (Box and Muller). */
    public double normal(long a, long b) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(a, b)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(a, ~b));
    }

    /** How many events of a known mean happened: Poisson, by inversion below 30 and the normal curve above. */
    public int poisson(double mean, long a, long b) {
        if (mean >= 30) {
            return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal(a, b)));
        }
        double left = uniform(a, b);
        double chance = StrictMath.exp(-mean);
        int count = 0;
        while (left > chance && count < 200) {
            left -= chance;
            count++;
            chance *= mean / count;
        }
        return count;
    }

    /** A curve in [-1,1] that wanders smoothly, with one free value every {@code periodMillis}. */
    public double drift(long key, long atMillis, long periodMillis) {
        long step = Math.floorDiv(atMillis, periodMillis);
        double share = Math.floorMod(atMillis, periodMillis) / (double) periodMillis;
        double eased = share * share * (3 - 2 * share);
        double from = 2 * uniform(key, step) - 1;
        double to = 2 * uniform(key, step + 1) - 1;
        return from + (to - from) * eased;
    }

    private long bits(long a, long b) {
        return scramble(scramble(scramble(seed + a * GOLDEN_GAMMA) + b) ^ seed);
    }

    /** The finaliser of SplitMix64. */
    private static long scramble(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
