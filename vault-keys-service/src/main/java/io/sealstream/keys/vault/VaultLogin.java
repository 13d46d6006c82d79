package io.sealstream.keys.vault;

import io.github.jopenlibs.vault.response.AuthResponse;
import io.sealstream.keys.UnavailableException;
import io.sealstream.keys.vault.VaultConnection.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Gets tokens: by the certificate of a connection (auth method {@code cert}), and by renewal. */
final class VaultLogin {
    private static final String LOGIN = "auth/cert/login";
    private static final String RENEW = "auth/token/renew-self";

    private final VaultNodes nodes;
    private final VaultDriver driver;
    private final Map<String, Object> role;
    private final InstantSource clock;

    VaultLogin(VaultNodes nodes, VaultDriver driver, String role, InstantSource clock) {
        this.nodes = nodes;
        this.driver = driver;
        this.role = Map.of("name", role);
        this.clock = clock;
    }

    /**
     * Logs in with the certificate of a connection.
     *
     * @throws UnavailableException when Vault does not let it in, or no node serves
     */
    VaultToken by(Channel channel) {
        try {
            return nodes.ask(node ->
                    token(
                            channel,
                            driver.call(
                                    node,
                                    channel.http(),
                                    null,
                                    LOGIN,
                                    // loginByCert() of the driver cannot name the role.
                                    vault ->
                                            new AuthResponse(
                                                    VaultDriver.write(vault, LOGIN, role)
                                                            .getRestResponse(),
                                                    0))));
        } catch (DeniedException | IllegalStateException e) {
            throw new UnavailableException("Vault does not let this certificate in", e);
        }
    }

    /** Renews a token, or logs in again when it cannot be renewed. */
    VaultToken renewed(VaultToken old) {
        if (!old.renewable()) {
            return by(old.channel());
        }
        try {
            return nodes.ask(node ->
                    token(
                            old.channel(),
                            driver.call(
                                    node,
                                    old.channel().http(),
                                    old.value(),
                                    RENEW,
                                    vault -> vault.auth().renewSelf())));
        } catch (DeniedException | IllegalStateException e) {
            return by(old.channel()); // at the end of its longest life, or revoked
        }
    }

    private VaultToken token(Channel channel, AuthResponse answer) {
        String value = answer.getAuthClientToken();
        if (value == null || value.isEmpty()) {
            throw VaultAnswers.notUnderstood(LOGIN, null);
        }
        Duration life = Duration.ofSeconds(answer.getAuthLeaseDuration());
        Instant now = clock.instant();
        return new VaultToken(
                channel,
                value,
                answer.isAuthRenewable(),
                now.plus(life.multipliedBy(2).dividedBy(3)),
                now.plus(life));
    }
}
