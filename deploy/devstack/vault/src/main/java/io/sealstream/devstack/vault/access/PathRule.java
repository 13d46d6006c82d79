package io.sealstream.devstack.vault.access;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

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
        StringBuilder pattern = new StringBuilder();
        for (String part : open.split("(?<=/)|(?=/)")) {
            pattern.append(part.equals("+") ? "[^/]+" : Pattern.quote(part));
        }
        pattern.append(path.endsWith("*") ? ".*" : "");
        return Pattern.matches(pattern.toString(), requested);
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
