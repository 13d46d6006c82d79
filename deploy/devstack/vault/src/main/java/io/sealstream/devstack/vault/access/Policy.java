package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy file: the part of Vault's HCL that grants capabilities on exact paths.
 *
 * <pre>
 * # comment
 * path "transit/decrypt/sealstream-kek" { capabilities = ["update"] }
 * </pre>
 *
 * Anything else, wildcards included, is refused: what is not understood must not be taken for
 * harmless.
 *
 * @param granted capabilities by path
 */
record Policy(Map<String, Set<String>> granted) {
    private static final Pattern RULE =
            Pattern.compile(
                    "\\s*path\\s+\"([^\"+*]+)\"\\s*\\{\\s*capabilities\\s*=\\s*\\[([^\\]]*)\\]\\s*\\}\\s*");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//).*$");
    private static final Pattern CAPABILITY = Pattern.compile("\\s*\"(read|update)\"\\s*");

    static Policy parse(String text) {
        String rest = COMMENT.matcher(text).replaceAll("");
        Map<String, Set<String>> granted = new TreeMap<>();
        Matcher matcher = RULE.matcher(rest);
        int end = 0;
        while (end < rest.length() && matcher.find(end) && matcher.start() == end) {
            granted.computeIfAbsent(matcher.group(1), path -> new TreeSet<>())
                    .addAll(capabilities(matcher.group(2)));
            end = matcher.end();
        }
        if (!rest.substring(end).isBlank()) {
            throw Refusal.badRequest("failed to parse policy: only path rules are understood");
        }
        return new Policy(granted);
    }

    boolean allows(String path, String capability) {
        return granted.getOrDefault(path, Set.of()).contains(capability);
    }

    private static Set<String> capabilities(String list) {
        Set<String> found = new TreeSet<>();
        for (String item : list.split(",", -1)) {
            Matcher matcher = CAPABILITY.matcher(item);
            if (!matcher.matches()) {
                throw Refusal.badRequest("failed to parse policy: invalid capability");
            }
            found.add(matcher.group(1));
        }
        return found;
    }
}
