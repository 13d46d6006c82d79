package io.sealstream.fuzzing.edits;

import java.util.List;

/** Where edits take their choices from: a fuzzer's bytes, or chance. */
public interface Choices {
    /** A number between two, both included. */
    int number(int from, int to);

    /** Any number of 64 bits. */
    long number();

    /** Any double, also infinite or not a number. */
    double real();

    /** At most so many bytes. */
    byte[] bytes(int most);

    /** At most so many chars, unpaired surrogates among them. */
    String text(int most);

    /** True or false. */
    default boolean either() {
        return number(0, 1) == 1;
    }

    /** True once in so many times. */
    default boolean oneIn(int times) {
        return number(0, times - 1) == 0;
    }

    /** Any byte. */
    default byte octet() {
        return (byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** One of these, of which there is at least one. */
    default <T> T pick(List<T> values) {
        return values.get(number(0, values.size() - 1));
    }
}
