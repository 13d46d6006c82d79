package io.sealstream.systemtests.traffic;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceConfig;
import io.sealstream.device.Enrolment;
import io.sealstream.device.KeyType;
import io.sealstream.device.Passphrase;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Devices that are registered, enrolled and open, and the secrets they were given. */
public final class Fleet implements AutoCloseable {
    private final Stack stack;
    private final Path folder;
    private final OperatorClient operator;
    private final List<DeviceClient> open = new ArrayList<>();
    private final List<byte[]> secrets = new ArrayList<>();

    /** A fleet whose devices keep their files in a folder outside the stack's. */
    public Fleet(Stack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
        this.operator = stack.operatorClient();
    }

    /** Enrols a device that asks each request to wait so long for its receipt; 0 does not wait. */
    public DeviceClient enrol(DeviceId id, KeyType keyType, int waitSeconds)
            throws IOException, InterruptedException {
        String token = operator.register(id).token().text();
        String words = UUID.randomUUID() + " " + UUID.randomUUID();
        secrets.add(token.getBytes(StandardCharsets.UTF_8));
        secrets.add(words.getBytes(StandardCharsets.UTF_8));
        Path own = folder.resolve(id.tenant() + "-" + id.device());
        DeviceConfig config =
                new DeviceConfig(
                        stack.url(Listener.INGEST), id.tenant(), id.device(), Stack.DOMAIN);
        try (Passphrase passphrase = Passphrase.takeCopyOf(words.toCharArray())) {
            DeviceClient.enrol(
                    own, passphrase, new Enrolment(config, stack.root(), token, keyType));
            DeviceClient client =
                    DeviceClient.open(
                            own,
                            passphrase,
                            new DeviceClient.Options(16, waitSeconds, Duration.ofSeconds(60)));
            open.add(client);
            return client;
        }
    }

    /** Tokens and passphrases of all devices. */
    public List<byte[]> secrets() {
        return secrets;
    }

    @Override
    public void close() {
        open.forEach(DeviceClient::close);
        operator.close();
    }
}
