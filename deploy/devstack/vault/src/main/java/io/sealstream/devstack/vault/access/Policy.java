package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.request.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy file: the part of Vault's HCL that grants capabilities.
 *
 * <pre>
 * # comment
 * path "transit/decrypt/+" { capabilities = ["update"] }
 * </pre>
 *
 * Anything else is refused: what is not understood must not be taken for harmless.
 */
record Policy(List<PathRule> rules) {
    private static final Pattern RULE =
            Pattern.compile(
                    "\\s*path\\s+\"([^\"]+)\"\\s*\\{\\s*capabilities\\s*=\\s*\\[([^\\]]*)\\]\\s*\\}\\s*");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//).*$");
    private static final Pattern CAPABILITY = Pattern.compile("\\s*\"([a-z]+)\"\\s*");
    private static final Set<String> CAPABILITIES =
            Set.of("create", "read", "update", "delete", "list", "sudo", "deny");

    static Policy parse(String text) {
        String rest = COMMENT.matcher(text).replaceAll("");
        List<PathRule> rules = new ArrayList<>();
        Matcher matcher = RULE.matcher(rest);
        int end = 0;
        while (end < rest.length() && matcher.find(end) && matcher.start() == end) {
            rules.add(new PathRule(matcher.group(1), capabilities(matcher.group(2))));
            end = matcher.end();
        }
        if (!rest.substring(end).isBlank()) {
            throw Refusal.badRequest("failed to parse policy: only path rules are understood");
        }
        return new Policy(List.copyOf(rules));
    }

    private static Set<String> capabilities(String list) {
        Set<String> found = new TreeSet<>();
        for (String item : list.split(",", -1)) {
            if (item.isBlank()) {
                continue;
            }
            Matcher matcher = CAPABILITY.matcher(item);
            if (!matcher.matches() || !CAPABILITIES.contains(matcher.group(1))) {
                throw Refusal.badRequest("failed to parse policy: invalid capability");
            }
            found.add(matcher.group(1));
        }
        return Set.copyOf(found);
    }
}
