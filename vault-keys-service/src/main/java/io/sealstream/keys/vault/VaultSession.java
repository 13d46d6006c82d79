package io.sealstream.keys.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.vault.VaultHttp.DeniedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Logged in to Vault with the certificate of this process (auth method {@code cert}). The token is
 * renewed after two thirds of its life, and got anew when Vault no longer takes it: after a renewal
 * of the certificate it is bound to, after a restart, after revocation.
 */
public final class VaultSession {
    private final VaultHttp http;
    private final String role;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token token;

    /**
     * Makes a session; nothing is sent yet.
     *
     * @param base where Vault is
     * @param tls presents our certificate, accepts Vault's alone
     * @param role role of the certificate login
     */
    public VaultSession(URI base, SSLContext tls, String role, InstantSource clock) {
        this.http = new VaultHttp(base, tls);
        this.role = role;
        this.clock = clock;
    }

    private record Token(String value, Instant renewAt, Instant until) {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    private record Login(Auth auth) {}

    private record Auth(
            @JsonProperty("client_token") String clientToken,
            @JsonProperty("lease_duration") long leaseDuration) {
        @Override
        public String toString() {
            return "Auth[redacted]";
        }
    }

    /**
     * Posts as the logged-in process; logs in again, once, when Vault denies it.
     *
     * @throws UnavailableException when Vault is sealed or out of reach
     * @throws IllegalStateException when Vault refuses the request
     */
    <T> T post(String path, Object body, Class<T> answer) {
        Token first = current();
        try {
            return http.post(path, first.value(), body, answer);
        } catch (DeniedException e) {
            try {
                return http.post(path, replacing(first).value(), body, answer);
            } catch (DeniedException again) {
                throw new IllegalStateException("the Vault policy does not allow this", again);
            }
        }
    }

    private Token current() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token == null || !now.isBefore(token.until())) {
                return login();
            }
            return now.isBefore(token.renewAt()) ? token : renew(token);
        } finally {
            lock.unlock();
        }
    }

    private Token replacing(Token denied) {
        lock.lock();
        try {
            // Another thread may have been denied too, and have logged in already.
            return token == null || token.equals(denied) ? login() : token;
        } finally {
            lock.unlock();
        }
    }

    private Token login() {
        token = null;
        try {
            return keep(http.post("auth/cert/login", null, Map.of("name", role), Login.class));
        } catch (DeniedException e) {
            throw new UnavailableException("Vault does not let this certificate in", e);
        }
    }

    private Token renew(Token old) {
        try {
            return keep(http.post("auth/token/renew-self", old.value(), Map.of(), Login.class));
        } catch (DeniedException | IllegalStateException e) {
            // Bound to a certificate that was renewed meanwhile, or at the end of its days.
            return login();
        }
    }

    private Token keep(Login login) {
        Duration life = Duration.ofSeconds(login.auth().leaseDuration());
        Instant now = clock.instant();
        Token fresh =
                new Token(
                        login.auth().clientToken(),
                        now.plus(life.multipliedBy(2).dividedBy(3)),
                        now.plus(life));
        token = fresh;
        return fresh;
    }
}
