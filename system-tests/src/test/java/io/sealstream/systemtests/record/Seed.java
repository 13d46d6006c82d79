package io.sealstream.systemtests.record;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where the chances of a run come from. Said at the start, so that a run can be had again, as far
 * as a running system lets itself be repeated: {@code -Dsealstream.seed=}.
 */
public final class Seed {
    private static final long VALUE =
            Long.getLong("sealstream.seed", RandomGenerator.getDefault().nextLong(1_000_000));
    private static final SplittableGenerator ROOT =
            RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom").create(VALUE);

    static {
        System.out.println("Chances of this run: -Dsealstream.seed=" + VALUE);
    }

    private Seed() {}

    /** A generator for one test. */
    public static synchronized RandomGenerator next() {
        return ROOT.split();
    }
}
