package io.sealstream.devstack.demo;

import io.sealstream.device.DeviceClient;
import io.sealstream.device.DeviceConfig;
import io.sealstream.device.Enrolment;
import io.sealstream.device.KeyType;
import io.sealstream.device.Passphrase;
import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The demo's devices, each in its own folder, newly enrolled for every run. */
final class Fleet implements AutoCloseable {
    private static final int IN_FLIGHT = 48;
    private static final int WAIT_SECONDS = 20;

    private final DemoSettings settings;
    private final OperatorClient operator;
    private final String run;
    private final List<DeviceClient> open = new CopyOnWriteArrayList<>();

    Fleet(DemoSettings settings, OperatorClient operator) {
        this.settings = settings;
        this.operator = operator;
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        this.run = HexFormat.of().formatHex(random);
    }

    /** A device's name in this run. */
    DeviceId id(int number) {
        return new DeviceId(DemoSettings.TENANT, "room-" + number + "-" + run);
    }

    /** Registers and enrols a device over EST. */
    DeviceClient enrol(int number) {
        DeviceId id = id(number);
        String token = operator.register(id).token().text();
        DeviceConfig config =
                new DeviceConfig(
                        settings.ingest(), id.tenant(), id.device(), settings.trustDomain());
        Path root = settings.operator().resolve("root.pem");
        try (Passphrase passphrase = passphrase()) {
            DeviceClient.enrol(
                    folder(id), passphrase, new Enrolment(config, root, token, KeyType.P256));
        }
        return open(number, WAIT_SECONDS);
    }

    /** Opens an enrolled device; {@code waitSeconds} 0 asks for the earliest answer. */
    DeviceClient open(int number, int waitSeconds) {
        try (Passphrase passphrase = passphrase()) {
            DeviceClient client =
                    DeviceClient.open(
                            folder(id(number)),
                            passphrase,
                            new DeviceClient.Options(
                                    IN_FLIGHT, waitSeconds, Duration.ofSeconds(60)));
            open.add(client);
            return client;
        }
    }

    private Path folder(DeviceId id) {
        return settings.work().resolve(id.device());
    }

    private Passphrase passphrase() {
        return Passphrase.takeCopyOf(("demo-" + run + "-passphrase").toCharArray());
    }

    @Override
    public void close() {
        open.forEach(DeviceClient::close);
    }
}
