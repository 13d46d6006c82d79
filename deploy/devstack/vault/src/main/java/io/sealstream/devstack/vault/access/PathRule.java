package io.sealstream.devstack.vault.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One rule of a policy. {@code +} stands for one segment, {@code *} at the end for any rest.
 *
 * @param path the pattern
 * @param capabilities what it grants; {@code deny} takes everything away
 */
record PathRule(String path, Set<String> capabilities) {
    /** The more specific rule last, as Vault orders them. */
    static final Comparator<PathRule> BY_PRIORITY =
            Comparator.comparingInt(PathRule::firstWildcard)
                    .thenComparing(rule -> !rule.path.endsWith("*"))
                    .thenComparing(PathRule::plusses, Comparator.reverseOrder())
                    .thenComparingInt(rule -> rule.path.length())
                    .thenComparing(PathRule::path);

    boolean matches(String requested) {
        String open = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
        String pattern =
                Arrays.stream(open.split("/", -1))
                        .map(part -> part.equals("+") ? "[^/]+" : Pattern.quote(part))
                        .collect(Collectors.joining("/"));
        return Pattern.matches(path.endsWith("*") ? pattern + ".*" : pattern, requested);
    }

    private int firstWildcard() {
        int plus = (path + "/").indexOf("+/");
        int star = path.endsWith("*") ? path.length() - 1 : -1;
        int first = plus >= 0 ? plus : star;
        return first < 0 ? Integer.MAX_VALUE : first;
    }

    private long plusses() {
        return path.chars().filter(c -> c == '+').count();
    }
}
