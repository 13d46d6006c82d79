package io.sealstream.keys.vault;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom Vault is reached.
 *
 * @param nodes addresses {@code https://host:port} of Vault's nodes, at least one. Nothing else is
 *     ever contacted: a redirect to an address that is not here is an error, because the request
 *     would take the token along
 * @param role role of the certificate login
 * @param namespace namespace of all mounts (Vault Enterprise, OpenBao); null for the root namespace
 */
public record VaultSettings(List<URI> nodes, String role, @Nullable String namespace) {
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?");

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when an address is not {@code https://host:port}, or the
     *     namespace is not one
     */
    public VaultSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || !nodes.stream().allMatch(VaultSettings::isAddress)) {
            throw new IllegalArgumentException(
                    "sealstream.vault.url must be https://host:port,...");
        }
        if (namespace != null && !NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("sealstream.vault.namespace must be a/b");
        }
    }

    private static boolean isAddress(URI uri) {
        return "https".equals(uri.getScheme())
                && uri.getHost() != null
                && List.of("", "/").contains(uri.getPath())
                && uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }
}
