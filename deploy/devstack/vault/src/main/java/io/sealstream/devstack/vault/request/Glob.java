package io.sealstream.devstack.vault.request;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns in which {@code *} stands for any text, as roles restrict names. */
public final class Glob {
    private Glob() {}

    /** Whether all of {@code text} matches. */
    public static boolean matches(String glob, String text) {
        String pattern =
                Arrays.stream(glob.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, text);
    }
}
