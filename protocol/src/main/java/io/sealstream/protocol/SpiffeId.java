package io.sealstream.protocol;

import java.util.regex.Pattern;

/**
 * A SPIFFE ID (SPIFFE-ID standard, section 2): {@code spiffe://<trust domain><path>}.
 *
 * @param trustDomain lower-case trust domain, at most 255 characters
 * @param principal who the identity is
 */
public record SpiffeId(String trustDomain, Principal principal) {
    private static final String SCHEME = "spiffe://";
    private static final Pattern TRUST_DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");

    public SpiffeId {
        if (!TRUST_DOMAIN.matcher(trustDomain).matches()) {
            throw new InvalidIdentifierException(
                    "a trust domain matches " + TRUST_DOMAIN.pattern());
        }
    }

    /** Reads the text form. */
    public static SpiffeId parse(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new InvalidIdentifierException("a SPIFFE ID starts with spiffe://");
        }
        String rest = uri.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        if (slash < 1) {
            throw new InvalidIdentifierException("a SPIFFE ID has a trust domain and a path");
        }
        return new SpiffeId(rest.substring(0, slash), Principal.ofPath(rest.substring(slash)));
    }

    @Override
    public String toString() {
        return SCHEME + trustDomain + principal.path();
    }
}
