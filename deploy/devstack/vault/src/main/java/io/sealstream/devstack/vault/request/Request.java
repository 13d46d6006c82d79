package io.sealstream.devstack.vault.request;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, once it was accepted.
 *
 * @param operation what is done
 * @param path below the engine's mount, without slashes at the ends
 * @param body the JSON object sent; empty when none was
 * @param client the certificate chain of the TLS client, leaf first
 * @param token the caller's token; null where none is needed
 */
public record Request(
        Operation operation,
        String path,
        Body body,
        List<X509Certificate> client,
        @Nullable String token) {

    /** The same request for an engine mounted at a prefix. */
    public Request at(String pathBelowMount) {
        return new Request(operation, pathBelowMount, body, client, token);
    }

    /** The n-th segment of the path; empty when there is none. */
    public String segment(int n) {
        String[] segments = path.split("/", -1);
        return n < segments.length ? segments[n] : "";
    }

    /** How many segments the path has. */
    public int segments() {
        return path.split("/", -1).length;
    }
}
