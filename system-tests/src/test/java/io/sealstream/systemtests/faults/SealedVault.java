package io.sealstream.systemtests.faults;

import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Vault while nobody is there to open it: it is killed with its unseal key out of reach, and comes
 * back sealed.
 */
public final class SealedVault implements AutoCloseable {
    private static final int SEALED = 503;
    private static final int OPEN = 200;

    private final Stack stack;
    private final Path key;
    private final Path aside;

    private SealedVault(Stack stack) {
        this.stack = stack;
        this.key = stack.state().resolve("unseal.key");
        this.aside = stack.state().resolve("unseal.key.aside");
    }

    public static SealedVault seal(Stack stack) throws Exception {
        SealedVault vault = new SealedVault(stack);
        Files.move(vault.key, vault.aside);
        ProcessHandle process = stack.awaitProcess(ServiceName.VAULT);
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
        vault.await(SEALED);
        return vault;
    }

    public void unseal() throws IOException, InterruptedException {
        Files.move(aside, key);
        try (Http vault = vault()) {
            String body = "{\"key\":\"" + Files.readString(key).strip() + "\"}";
            HttpResponse<byte[]> answer =
                    vault.send("PUT", "/v1/sys/unseal", body.getBytes(StandardCharsets.UTF_8));
            if (answer.statusCode() != OPEN) {
                throw new IllegalStateException("not unsealed: " + answer.statusCode());
            }
        }
        await(OPEN);
    }

    private void await(int status) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (health() != status) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Vault does not answer " + status);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Status of its health page; 0 when there is no answer. */
    private int health() throws InterruptedException {
        try (Http vault = vault()) {
            return vault.get("/v1/sys/health").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private Http vault() {
        return new Http(
                stack.stolen(ServiceName.BOOTSTRAP).client(ServiceName.VAULT),
                stack.url(Listener.VAULT));
    }

    /** Whatever happens to a test, those after it find Vault open. */
    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(aside)) {
                unseal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
