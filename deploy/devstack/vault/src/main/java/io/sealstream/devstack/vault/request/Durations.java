package io.sealstream.devstack.vault.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Vault takes them: {@code 3600}, {@code 90s}, {@code 15m}, {@code 24h}, {@code 30d}.
 */
final class Durations {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,10})([smhd]?)");

    private Durations() {}

    static long seconds(String name, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.badRequest("invalid duration in " + name);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> number * 60;
            case "h" -> number * 3600;
            case "d" -> number * 86_400;
            default -> number;
        };
    }
}
