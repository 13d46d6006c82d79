package io.sealstream.servicekit.http;

import io.sealstream.protocol.Problem;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The query of a request. A parameter that is misspelt, given twice or left empty would select
 * something else than was meant, in silence: it is refused, and named.
 */
public final class QueryParameters {
    private final Map<String, String> given;

    private QueryParameters(Map<String, String> given) {
        this.given = given;
    }

    /**
     * Reads it.
     *
     * @param known the parameters there are
     * @throws ProblemException malformed-request, for any other, a repeated or an empty one
     */
    public static QueryParameters of(UriInfo uri, String... known) {
        return of(uri.getQueryParameters(), known);
    }

    static QueryParameters of(Map<String, List<String>> query, String... known) {
        Map<String, String> given = new TreeMap<>();
        for (Map.Entry<String, List<String>> one : query.entrySet()) {
            String name = one.getKey();
            if (!Set.of(known).contains(name)) {
                // Not quoted: it may be anything.
                throw malformed(
                        "there is an unknown query parameter; known are "
                                + String.join(", ", known));
            }
            if (one.getValue().size() != 1) {
                throw malformed(name + " is given more than once");
            }
            if (one.getValue().getFirst().isEmpty()) {
                throw malformed(name + " is empty");
            }
            given.put(name, one.getValue().getFirst());
        }
        return new QueryParameters(given);
    }

    /** Refuses every parameter. */
    public static void none(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw malformed("there are no query parameters here");
        }
    }

    /**
     * Reads a parameter; empty when it is not given.
     *
     * @param parser throws {@link IllegalArgumentException} with a message that the caller may see
     * @throws ProblemException malformed-request, when the parser refuses it
     */
    public <T> Optional<T> read(String name, Function<String, T> parser) {
        try {
            return Optional.ofNullable(given.get(name)).map(parser);
        } catch (IllegalArgumentException e) {
            throw malformed(name + ": " + e.getMessage());
        }
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.explained(Problem.MALFORMED_REQUEST, detail);
    }
}
