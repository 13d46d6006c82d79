package io.sealstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.device.DeviceClient;
import io.sealstream.device.KeyType;
import io.sealstream.device.OutgoingEvent;
import io.sealstream.device.SendResult;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import io.sealstream.systemtests.stack.StackExtension;
import io.sealstream.systemtests.theft.Haystack;
import io.sealstream.systemtests.theft.Needle;
import io.sealstream.systemtests.theft.StolenDatabase;
import io.sealstream.systemtests.traffic.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything the running system has written is searched for what it must never write. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskST {
    private static final int EVENTS = 6;

    /** Where keys are kept on purpose, for their owner alone; searched for everything else. */
    private static final Set<String> KEY_FOLDERS = Set.of("identities", "clients");

    private final DeviceId marked = new DeviceId("acme", "marked-" + UUID.randomUUID());
    private final SecureRandom random = new SecureRandom();
    private final List<byte[]> markers = new ArrayList<>();
    private final List<EventId> events = new ArrayList<>();
    private Stack stack;
    private Fleet fleet;

    @BeforeAll
    void sendMarkedEvents(Stack running, @TempDir Path folder) throws Exception {
        stack = running;
        fleet = new Fleet(stack, folder);
        DeviceClient device = fleet.enrol(marked, KeyType.P256, 10);
        for (int i = 0; i < EVENTS; i++) {
            byte[] marker = bytes(24);
            markers.add(marker);
            OutgoingEvent event = i % 2 == 0 ? binary(marker) : json(marker);
            events.add(event.id());
            assertThat(device.send(event).join()).isInstanceOf(SendResult.Stored.class);
        }
    }

    @AfterAll
    void close() {
        fleet.close();
    }

    @Test
    void noPayloadAndNoKeyIsOnAnyDiskOrInAnyLog() throws Exception {
        // Given
        List<Needle> needles = new ArrayList<>();
        add(needles, "payload", markers);
        add(needles, "token or passphrase", fleet.secrets());
        add(needles, "private key", privateKeys());
        List<byte[]> dataKeys = dataKeys();
        assertThat(dataKeys).isNotEmpty();
        add(needles, "data key", dataKeys);
        List<byte[]> epochKeys = epochKeys();
        assertThat(epochKeys).isNotEmpty();
        add(needles, "epoch key", epochKeys);
        add(needles, "unseal key", unsealKey());
        add(needles, "login of bootstrap", secretId());

        // When
        Set<String> finds =
                new Haystack(needles).search(stack.state(), file -> !isKeptOnPurpose(file));

        // Then
        System.out.println(needles.size() + " needles looked for in " + stack.state());
        assertThat(finds).isEmpty();
    }

    @Test
    void noPayloadAndNoTokenIsWhereKeysAreKept() throws Exception {
        // Given
        List<Needle> needles = new ArrayList<>();
        add(needles, "payload", markers);
        add(needles, "token or passphrase", fleet.secrets());

        // When
        Set<String> finds = new Haystack(needles).search(stack.state(), this::isKeptOnPurpose);

        // Then
        assertThat(finds).isEmpty();
    }

    @Test
    void theSearchFindsWhatIsOnDiskByRight() throws Exception {
        // Given
        List<Needle> ids =
                Needle.formsOf("id", events.getFirst().toString().getBytes(StandardCharsets.UTF_8));

        // When
        Set<String> finds = new Haystack(ids).search(stack.state(), file -> true);

        // Then
        assertThat(finds).anyMatch(find -> find.contains(": kafka"));
        assertThat(finds).anyMatch(find -> find.contains(": documents"));
    }

    private static void add(List<Needle> needles, String name, List<byte[]> secrets) {
        for (int i = 0; i < secrets.size(); i++) {
            needles.addAll(Needle.formsOf(name + " " + i, secrets.get(i)));
        }
    }

    private boolean isKeptOnPurpose(Path file) {
        Path place = stack.state().relativize(file);
        return KEY_FOLDERS.contains(place.getName(0).toString())
                || place.equals(Path.of("unseal.key"))
                || place.equals(Path.of("bootstrap.login"));
    }

    /** The secret numbers of all keys in identity folders; any encoding of a key holds them. */
    private List<byte[]> privateKeys() throws Exception {
        List<byte[]> keys = new ArrayList<>();
        for (String folder : KEY_FOLDERS) {
            try (var files = Files.walk(stack.state().resolve(folder))) {
                for (Path file : files.filter(f -> f.endsWith("key.pem")).toList()) {
                    keys.add(scalar(Pem.readPrivateKey(file)));
                }
            }
        }
        assertThat(keys).hasSizeGreaterThan(ServiceName.values().length);
        return keys;
    }

    private static byte[] scalar(PrivateKey key) {
        byte[] number = ((ECPrivateKey) key).getS().toByteArray();
        byte[] scalar = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, scalar, 32 - length, length);
        return scalar;
    }

    private List<byte[]> dataKeys() throws Exception {
        byte[] order;
        try (StolenDatabase database = new StolenDatabase(stack)) {
            order =
                    Json.write(
                            Map.of(
                                    "tenant", marked.tenant(),
                                    "device", marked.device(),
                                    "announcements", database.announcements(marked)));
        }
        try (Http storage = vaultKeysAs(ServiceName.STORAGE)) {
            return keysIn(storage.post("/v1/data-keys/unwrap", order).body());
        }
    }

    private List<byte[]> epochKeys() throws Exception {
        try (Http ingest = vaultKeysAs(ServiceName.INGEST)) {
            return keysIn(ingest.get("/v1/epoch-keys").body());
        }
    }

    private Http vaultKeysAs(ServiceName service) {
        return new Http(
                stack.stolen(service).client(ServiceName.VAULT_KEYS),
                stack.url(Listener.VAULT_KEYS));
    }

    private static List<byte[]> keysIn(byte[] json) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (JsonNode key : new JsonMapper().readTree(json).path("keys")) {
            keys.add(key.path("key").binaryValue());
        }
        return keys;
    }

    private List<byte[]> unsealKey() throws IOException {
        String text = Files.readString(stack.state().resolve("unseal.key")).strip();
        return List.of(Base64.getDecoder().decode(text));
    }

    private List<byte[]> secretId() throws IOException {
        String secret = Files.readAllLines(stack.state().resolve("bootstrap.login")).get(1);
        return List.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static OutgoingEvent binary(byte[] marker) {
        return OutgoingEvent.of("marked", "application/octet-stream", Arrays.copyOf(marker, 100));
    }

    private static OutgoingEvent json(byte[] marker) {
        String text = "{\"marker\":\"" + HexFormat.of().formatHex(marker) + "\"}";
        return OutgoingEvent.of(
                "marked", "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
