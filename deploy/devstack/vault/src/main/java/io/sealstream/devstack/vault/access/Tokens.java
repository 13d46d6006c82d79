package io.sealstream.devstack.vault.access;

import io.sealstream.devstack.vault.barrier.Storage;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes, finds, renews and revokes tokens. An expired token is gone. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Storage storage;
    private final InstantSource clock;

    public Tokens(Storage storage, InstantSource clock) {
        this.storage = storage.below("tokens/");
        this.clock = clock;
        sweep();
    }

    /** What a login wants of a token. */
    record Wish(
            String displayName,
            String path,
            List<String> policies,
            long ttl,
            long maxTtl,
            Map<String, String> meta) {}

    /** Makes the root token and returns its text. */
    public String createRoot() {
        String text = newText();
        storage.put(
                key(text),
                new Token(
                        newAccessor(),
                        List.of("root"),
                        "root",
                        "auth/token/root",
                        now(),
                        0,
                        0,
                        0,
                        Map.of()));
        return text;
    }

    Reply login(Wish wish) {
        long ttl = wish.ttl() == 0 ? 768 * 3600L : wish.ttl();
        TreeSet<String> policies = new TreeSet<>(wish.policies());
        policies.remove("root");
        policies.add("default");
        Token token =
                new Token(
                                newAccessor(),
                                List.copyOf(policies),
                                wish.displayName(),
                                wish.path(),
                                now(),
                                1,
                                ttl,
                                wish.maxTtl(),
                                wish.meta())
                        .renewed(now(), 0);
        String text = newText();
        storage.put(key(text), token);
        return new Reply.Login(token.auth(text, now()));
    }

    /** The policies of a valid token; empty for any other. */
    public Optional<List<String>> policiesOf(@Nullable String text) {
        return find(text).map(Token::policies);
    }

    Optional<Token> find(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return storage.get(key(text), Token.class).filter(token -> !token.expired(now()));
    }

    Token require(@Nullable String text) {
        return find(text).orElseThrow(Refusal::denied);
    }

    Token renew(String text, long increment) {
        Token renewed = require(text).renewed(now(), increment);
        storage.put(key(text), renewed);
        return renewed;
    }

    void revoke(String text) {
        storage.delete(key(text));
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    private void sweep() {
        for (String key : storage.list("")) {
            storage.get(key, Token.class)
                    .filter(token -> token.expired(now()))
                    .ifPresent(token -> storage.delete(key));
        }
    }

    private static String newText() {
        return "hvs." + randomText(24);
    }

    private static String newAccessor() {
        return randomText(18);
    }

    private static String randomText(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String key(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
