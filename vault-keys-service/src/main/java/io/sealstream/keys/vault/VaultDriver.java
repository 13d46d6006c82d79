package io.sealstream.keys.vault;

import io.github.jopenlibs.vault.EnvironmentLoader;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.LogicalResponse;
import io.sealstream.keys.UnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Vault driver, made safe: it takes nothing from its environment, uses our HTTP client, does
 * not retry by itself, and nothing of an answer leaves it in an exception.
 *
 * <p>Only {@code logical()}, {@code auth()} and {@code debug()} may be used: the driver's other
 * operations ({@code seal()}, {@code mounts()}, {@code leases()}) ignore the configured client and
 * would connect without our certificate.
 */
final class VaultDriver {
    /** Version 1 leaves paths as they are; 2 would put {@code data} into them. */
    private static final int PATHS_AS_THEY_ARE = 1;

    private static final int ANSWER_SECONDS = 10;

    private final @Nullable String namespace;

    VaultDriver(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /**
     * By default the driver reads {@code VAULT_ADDR}, {@code VAULT_TOKEN}, {@code VAULT_SSL_VERIFY}
     * and {@code ~/.vault-token}: this process would send whatever token lies there.
     */
    private static final class NoEnvironment extends EnvironmentLoader {
        @Override
        public @Nullable String loadVariable(String name) {
            return null;
        }
    }

    /** Works with the driver. */
    interface Call<T> {
        T on(Vault vault) throws VaultException;
    }

    /**
     * Calls one node by the driver.
     *
     * @param path for messages
     * @param token null where none is needed
     * @throws DeniedException when Vault denies permission
     * @throws UnavailableException when this node is sealed, on standby or out of reach
     * @throws IllegalStateException when Vault refuses the request, or its answer is not understood
     */
    <T> T call(URI node, HttpClient http, @Nullable String token, String path, Call<T> call)
            throws DeniedException {
        try {
            return call.on(at(node, http, token));
        } catch (VaultException e) {
            // Its message holds the whole answer, so it is not kept as a cause when there was one.
            if (e.getHttpStatusCode() != 0) {
                throw VaultAnswers.refusal(path, e.getHttpStatusCode());
            }
            throw VaultAnswers.missing(path, withoutDriver(e));
        } catch (RuntimeException e) {
            throw VaultAnswers.notUnderstood(path, null);
        }
    }

    /** What happened below the driver. It wraps an interruption without restoring it. */
    private static Throwable withoutDriver(VaultException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
            if (deepest instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
        return deepest;
    }

    private Vault at(URI node, HttpClient http, @Nullable String token) throws VaultException {
        VaultConfig config =
                new VaultConfig()
                        .environmentLoader(new NoEnvironment())
                        .address(node.toString())
                        .readTimeout(ANSWER_SECONDS)
                        .httpClient(http);
        if (namespace != null) {
            config.nameSpace(namespace);
        }
        if (token != null) {
            config.token(token);
        }
        return Vault.create(config.build(), PATHS_AS_THEY_ARE);
    }

    /** Writes, and takes no answer but 200: the driver takes 4xx for answers too. */
    static LogicalResponse write(Vault vault, String path, Map<String, Object> body)
            throws VaultException {
        LogicalResponse response = vault.logical().write(path, body);
        int status = response.getRestResponse().getStatus();
        if (status != 200) {
            throw new VaultException("no success", status);
        }
        return response;
    }
}
