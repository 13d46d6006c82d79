package io.sealstream.protocol;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs a property with many random inputs; a failure names the seed that repeats it. */
public final class Rounds {
    private static final String SEED = "sealstream.seed";

    private Rounds() {}

    /** One round. */
    public interface Body {
        void run(RandomGenerator random) throws Exception;
    }

    /** Runs {@code count} rounds, or the one of {@code -Dsealstream.seed}. */
    public static void run(int count, Body body) {
        Long given = Long.getLong(SEED);
        long first = given == null ? new SecureRandom().nextLong() : given;
        for (long seed = first; seed < first + (given == null ? count : 1); seed++) {
            try {
                body.run(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("repeat with -D" + SEED + "=" + seed, e);
            }
        }
    }

    /** Random bytes. */
    public static byte[] bytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Random printable ASCII. */
    public static String ascii(RandomGenerator random, int maxLength) {
        return random.ints(random.nextInt(maxLength + 1), 0x20, 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A random name. */
    public static String name(RandomGenerator random) {
        String inner = "abcdefghijklmnopqrstuvwxyz0123456789._-";
        StringBuilder name = new StringBuilder("a");
        for (int i = random.nextInt(62); i > 0; i--) {
            name.append(inner.charAt(random.nextInt(inner.length())));
        }
        return name.append('z').toString();
    }
}
