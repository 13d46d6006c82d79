package io.sealstream.fuzzing.edits;

import java.util.random.RandomGenerator;

/** Chance. */
public record RandomChoices(RandomGenerator random) implements Choices {
    private static final int ASCII = 0x80;

    @Override
    public int number(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    @Override
    public long number() {
        return random.nextLong();
    }

    @Override
    public double real() {
        return Double.longBitsToDouble(random.nextLong());
    }

    @Override
    public byte[] bytes(int most) {
        byte[] bytes = new byte[number(0, most)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String text(int most) {
        int chars = oneIn(4) ? Character.MAX_VALUE + 1 : ASCII;
        int length = number(0, most);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(chars));
        }
        return text.toString();
    }
}
