package io.sealstream.servicekit.http;

import java.util.regex.Pattern;

/**
 * The query parameter {@code limit}: the most entries of a page, 100 when it is absent. Resources
 * take it as text, because Jakarta REST answers 404 for a number that does not convert, which a
 * caller takes for "there is no such list".
 */
public final class PageLimit {
    private static final int STANDARD = 100;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private PageLimit() {}

    /**
     * Reads it.
     *
     * @throws ProblemException malformed-request, when it is not a whole number of 1 to {@code
     *     most}
     */
    public static int of(QueryParameters given, int most) {
        return given.read("limit", text -> parse(text, most)).orElse(STANDARD);
    }

    private static int parse(String limit, int most) {
        if (NUMBER.matcher(limit).matches() && Integer.parseInt(limit) <= most) {
            return Integer.parseInt(limit);
        }
        throw new IllegalArgumentException("a whole number from 1 to " + most + " is needed");
    }
}
