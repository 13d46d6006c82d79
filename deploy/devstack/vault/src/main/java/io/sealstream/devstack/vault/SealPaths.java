package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.access.Tokens;
import io.sealstream.devstack.vault.barrier.Barrier;
import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Operation;
import io.sealstream.devstack.vault.request.Refusal;
import io.sealstream.devstack.vault.request.Reply;
import io.sealstream.devstack.vault.request.Request;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is answered while sealed, and how the seal is opened and closed. */
final class SealPaths {
    private final Barrier barrier;
    private final InstantSource clock;
    private volatile @Nullable Mounts mounts;

    SealPaths(Barrier barrier, InstantSource clock) {
        this.barrier = barrier;
        this.clock = clock;
    }

    /** What is mounted; empty while sealed. */
    Optional<Mounts> mounts() {
        return Optional.ofNullable(mounts);
    }

    /** Answers one of the paths that need no token, or nothing when it is another. */
    Optional<Reply> answer(Request request) {
        boolean read = request.operation() == Operation.READ;
        return switch (request.path()) {
            case "sys/health" -> Optional.of(health());
            case "sys/seal-status" -> Optional.of(new Reply.Plain(200, status()));
            case "sys/init" ->
                    Optional.of(
                            read
                                    ? new Reply.Plain(
                                            200, Map.of("initialized", barrier.initialized()))
                                    : initialize(request.body()));
            case "sys/unseal" -> Optional.of(unseal(request.body()));
            default -> Optional.empty();
        };
    }

    synchronized Reply seal() {
        mounts = null;
        barrier.seal();
        return Reply.nothing();
    }

    private Reply health() {
        boolean initialized = barrier.initialized();
        boolean sealed = mounts == null;
        int status = !initialized ? 501 : sealed ? 503 : 200;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("initialized", initialized);
        body.put("sealed", sealed);
        body.put("standby", sealed);
        body.put("version", VaultEmulator.VERSION);
        body.put("server_time_utc", clock.instant().getEpochSecond());
        return new Reply.Plain(status, body);
    }

    private Map<String, Object> status() {
        return Map.of(
                "initialized",
                barrier.initialized(),
                "sealed",
                mounts == null,
                "version",
                VaultEmulator.VERSION);
    }

    private synchronized Reply initialize(Body body) {
        if (barrier.initialized()) {
            throw Refusal.badRequest("Vault is already initialized");
        }
        if (body.number("secret_shares", 0) != 1 || body.number("secret_threshold", 0) != 1) {
            throw Refusal.badRequest("the emulator has one key share");
        }
        byte[] key = barrier.initialize();
        barrier.unseal(key);
        String root = new Tokens(barrier.storage().orElseThrow(), clock).createRoot();
        barrier.seal();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("keys_base64", List.of(Base64.getEncoder().encodeToString(key)));
        answer.put("root_token", root);
        Arrays.fill(key, (byte) 0);
        return new Reply.Plain(200, answer);
    }

    private synchronized Reply unseal(Body body) {
        if (!barrier.initialized()) {
            throw Refusal.badRequest("Vault is not initialized");
        }
        if (mounts == null) {
            if (!barrier.unseal(key(body.text("key")))) {
                throw Refusal.badRequest("unseal failed, invalid key");
            }
            mounts = new Mounts(barrier.storage().orElseThrow(), clock);
        }
        return new Reply.Plain(200, status());
    }

    private static byte[] key(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("'key' must be a valid base64 string");
        }
    }
}
