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

    /** Makes the root token and returns its text. */
    public String createRoot() {
        return keep(newText(), Token.root(now()));
    }

    Reply login(TokenTerms terms) {
        TreeSet<String> policies = new TreeSet<>(terms.policies());
        policies.remove("root");
        policies.add("default");
        Token token = Token.of(terms, List.copyOf(policies), now());
        return new Reply.Login(token.auth(keep(newText(), token), now()));
    }

    private String keep(String text, Token token) {
        storage.put(key(text), token);
        return text;
    }

    /** The policies of a valid token; empty for any other. */
    public Optional<List<String>> policiesOf(@Nullable String text) {
        return find(text).map(Token::policies);
    }

    private Optional<Token> find(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return storage.get(key(text), Token.class).filter(token -> !token.expired(now()));
    }

    Reply renew(String text) {
        Token token = find(text).orElseThrow(Refusal::denied);
        if (!token.renewable()) {
            throw Refusal.badRequest("lease is not renewable");
        }
        Token renewed = token.renewed(now());
        return new Reply.Login(renewed.auth(keep(text, renewed), now()));
    }

    void revoke(String text) {
        storage.delete(key(text));
    }

    private long now() {
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
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return "hvs." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
