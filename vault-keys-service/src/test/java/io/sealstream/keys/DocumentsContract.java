package io.sealstream.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.keys.devices.DeviceInventory;
import io.sealstream.keys.devices.DeviceOutbox;
import io.sealstream.keys.devices.EnrolmentToken;
import io.sealstream.keys.devices.EnrolmentTokens;
import io.sealstream.keys.devices.EnrolmentTokens.Kept;
import io.sealstream.keys.devices.RelayLease;
import io.sealstream.keys.devices.RelayLease.Term;
import io.sealstream.keys.envelope.EnvelopeSeeds;
import io.sealstream.keys.envelope.EnvelopeSeeds.WrappedSeed;
import io.sealstream.keys.epoch.EpochKeyLog;
import io.sealstream.keys.epoch.EpochKeyLog.WrappedEpochKey;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.signature.DeviceKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every document store must do for vault-keys. A subclass names the store. */
public abstract class DocumentsContract {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00.123Z");
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");
    private static final EnvelopeKeyId BEFORE = EnvelopeKeyId.random();

    /** The ports of one empty store. */
    public record Ports(
            DeviceInventory devices,
            DeviceOutbox outbox,
            RelayLease lease,
            EnrolmentTokens tokens,
            EnvelopeSeeds seeds,
            EpochKeyLog epochKeys) {}

    private Ports ports = none();

    @SuppressWarnings("NullAway")
    private static Ports none() {
        return null;
    }

    /** Opens an empty store. */
    protected abstract Ports open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        ports = open();
    }

    @Test
    void deviceComesBackAsItWas() {
        // Given
        DeviceState device = active(PUMP, 1);
        // When
        ports.devices().add(device);
        // Then
        DeviceState found = ports.devices().find(PUMP).orElseThrow();
        assertThat(found).usingRecursiveComparison().isEqualTo(device);
    }

    @Test
    void deviceIsAddedOnce() {
        // When, Then
        assertThat(ports.devices().add(registered(PUMP))).isTrue();
        assertThat(ports.devices().add(active(PUMP, 1))).isFalse();
        assertThat(ports.devices().find(PUMP).orElseThrow().status()).isEqualTo(Status.REGISTERED);
    }

    @Test
    void unknownDeviceIsNotFound() {
        assertThat(ports.devices().find(PUMP)).isEmpty();
        assertThat(ports.devices().replace(active(PUMP, 2))).isFalse();
    }

    @Test
    void deviceIsReplacedOnlyFromTheVersionBefore() {
        // Given
        ports.devices().add(registered(PUMP));
        // When, Then
        assertThat(ports.devices().replace(active(PUMP, 3))).isFalse();
        assertThat(ports.devices().replace(active(PUMP, 2))).isTrue();
        assertThat(ports.devices().replace(active(PUMP, 2))).isFalse();
        assertThat(ports.devices().find(PUMP).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void ofManyReplacementsOneWins() throws Exception {
        // Given
        ports.devices().add(registered(PUMP));
        // When, Then
        assertThat(race(() -> ports.devices().replace(active(PUMP, 2)))).isEqualTo(1);
    }

    @Test
    void devicesOfATenantAreListedInPages() {
        // Given
        for (String name : List.of("c", "a", "b")) {
            ports.devices().add(registered(new DeviceId("acme", name)));
        }
        ports.devices().add(registered(new DeviceId("other", "a")));
        // When, Then
        assertThat(ports.devices().list("acme", null, 2))
                .extracting(DeviceState::device)
                .containsExactly("a", "b");
        assertThat(ports.devices().list("acme", "b", 2))
                .extracting(DeviceState::device)
                .containsExactly("c");
    }

    @Test
    void changedDeviceWaitsUntilItsNewestVersionIsPublished() {
        // Given
        ports.devices().add(registered(PUMP));
        assertThat(ports.outbox().unpublished(10)).hasSize(1);
        // When
        ports.devices().replace(active(PUMP, 2));
        ports.outbox().markPublished(PUMP, 1);
        // Then
        assertThat(ports.outbox().unpublished(10))
                .extracting(DeviceState::version)
                .containsExactly(2L);
        ports.outbox().markPublished(PUMP, 2);
        assertThat(ports.outbox().unpublished(10)).isEmpty();
        ports.devices().replace(active(PUMP, 3));
        assertThat(ports.outbox().unpublished(10)).hasSize(1);
    }

    @Test
    void revokedDevicesArePublishedFirst() {
        // Given
        for (String name : List.of("a", "b", "c")) {
            ports.devices().add(registered(new DeviceId("acme", name)));
        }
        DeviceState last = registered(new DeviceId("acme", "c"));
        // When
        ports.devices()
                .replace(
                        new DeviceState(
                                2,
                                "acme",
                                "c",
                                Status.REVOKED,
                                NOW,
                                List.of(),
                                last.envelopeKey()));
        // Then
        assertThat(ports.outbox().unpublished(2))
                .extracting(DeviceState::device)
                .containsExactly("c", "a");
        assertThat(ports.outbox().waiting(10)).isEqualTo(3);
        assertThat(ports.outbox().waiting(2)).isEqualTo(2);
        ports.outbox().markPublished(last.id(), 2);
        assertThat(ports.outbox().isPublished(last.id(), 1)).isTrue();
        assertThat(ports.outbox().isPublished(last.id(), 2)).isTrue();
        assertThat(ports.outbox().isPublished(last.id(), 3)).isFalse();
        assertThat(ports.outbox().unpublished(10)).hasSize(2);
    }

    @Test
    void leaseIsReplacedByOneOfMany() throws Exception {
        // Given
        assertThat(ports.lease().current()).isEqualTo(Term.NONE);
        // When, Then
        for (long number = 1; number <= 3; number++) {
            Term next = new Term(number, "process-" + number);
            assertThat(race(() -> ports.lease().replace(next))).isEqualTo(1);
            assertThat(ports.lease().current()).isEqualTo(next);
        }
        assertThat(ports.lease().replace(new Term(5, "late"))).isFalse();
        assertThat(ports.lease().replace(new Term(1, "late"))).isFalse();
    }

    @Test
    void tokenIsUsedWithOneKeyAlone() throws Exception {
        // Given
        DeviceKey token = EnrolmentToken.random().key();
        ports.tokens().put(PUMP, token, NOW.plusSeconds(60));
        assertThat(ports.tokens().find(PUMP))
                .contains(new Kept(token, NOW.plusSeconds(60), null, null));
        AtomicInteger keys = new AtomicInteger();
        // When
        int used =
                race(() ->
                        ports.tokens()
                                .use(PUMP, token, keyId(keys.incrementAndGet()), BEFORE, NOW));
        // Then
        assertThat(used).isEqualTo(1);
        KeyId first = ports.tokens().find(PUMP).orElseThrow().usedWith();
        assertThat(first).isNotNull();
        assertThat(ports.tokens().find(PUMP).orElseThrow().usedAt()).isEqualTo(BEFORE);
        for (int i = 1; i <= 8; i++) {
            assertThat(ports.tokens().use(PUMP, token, keyId(i), BEFORE, NOW))
                    .isEqualTo(keyId(i).equals(first));
        }
    }

    @Test
    void tokenIsUsedAgainWithItsKeyUntilItExpires() throws Exception {
        // Given
        DeviceKey token = EnrolmentToken.random().key();
        ports.tokens().put(PUMP, token, NOW.plusSeconds(60));
        // When, Then
        assertThat(race(() -> ports.tokens().use(PUMP, token, keyId(1), null, NOW))).isEqualTo(8);
        assertThat(ports.tokens().use(PUMP, token, keyId(1), BEFORE, NOW)).isTrue();
        assertThat(ports.tokens().find(PUMP).orElseThrow().usedAt()).isNull();
        assertThat(ports.tokens().use(PUMP, token, keyId(1), BEFORE, NOW.plusSeconds(59))).isTrue();
        assertThat(ports.tokens().use(PUMP, token, keyId(1), BEFORE, NOW.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void replacedExpiredOrDiscardedTokenIsNotUsed() {
        // Given
        DeviceKey first = EnrolmentToken.random().key();
        DeviceKey second = EnrolmentToken.random().key();
        ports.tokens().put(PUMP, first, NOW.plusSeconds(60));
        assertThat(ports.tokens().use(PUMP, first, keyId(1), BEFORE, NOW)).isTrue();
        // When
        ports.tokens().put(PUMP, second, NOW.plusSeconds(60));
        // Then
        assertThat(ports.tokens().use(PUMP, first, keyId(1), BEFORE, NOW)).isFalse();
        assertThat(ports.tokens().use(PUMP, second, keyId(2), BEFORE, NOW.plusSeconds(60)))
                .isFalse();
        assertThat(ports.tokens().use(PUMP, second, keyId(2), BEFORE, NOW)).isTrue();
        ports.tokens().discard(PUMP);
        assertThat(ports.tokens().use(PUMP, second, keyId(2), BEFORE, NOW)).isFalse();
    }

    private static KeyId keyId(int number) {
        return new KeyId(String.valueOf(number).repeat(43));
    }

    @Test
    void seedIsFoundForItsDeviceAlone() {
        // Given
        WrappedSeed seed = new WrappedSeed(PUMP, EnvelopeKeyId.random(), 1, "vault:v1:x", NOW);
        // When
        ports.seeds().add(seed);
        // Then
        List<EnvelopeKeyId> ids = List.of(seed.id(), EnvelopeKeyId.random());
        assertThat(ports.seeds().find(PUMP, ids)).containsExactly(seed);
        assertThat(ports.seeds().find(new DeviceId("acme", "other"), ids)).isEmpty();
        assertThat(ports.seeds().find(PUMP, List.of())).isEmpty();
    }

    @Test
    void ofManyEpochKeysOfOneGenerationTheFirstCounts() throws Exception {
        // When
        int added = race(() -> ports.epochKeys().add(epochKey(7)));
        // Then
        assertThat(added).isEqualTo(1);
        assertThat(ports.epochKeys().since(0).keys()).containsExactly(epochKey(7));
    }

    @Test
    void oldEpochKeysAreDeleted() {
        // Given
        for (long generation = 5; generation < 9; generation++) {
            ports.epochKeys().add(epochKey(generation));
        }
        // When
        ports.epochKeys().deleteBefore(7);
        // Then
        assertThat(ports.epochKeys().since(0).keys()).containsExactly(epochKey(7), epochKey(8));
        assertThat(ports.epochKeys().since(8).keys()).containsExactly(epochKey(8));
    }

    private static int race(Callable<Boolean> attempt) throws Exception {
        int won = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(8, attempt))) {
                won += result.get() ? 1 : 0;
            }
        }
        return won;
    }

    private static WrappedEpochKey epochKey(long generation) {
        return new WrappedEpochKey(generation, "vault:v1:e", NOW);
    }

    private static DeviceState registered(DeviceId id) {
        return new DeviceState(
                1, id.tenant(), id.device(), Status.REGISTERED, NOW, List.of(), null);
    }

    private static DeviceState active(DeviceId id, long version) {
        IdentityKey key =
                new IdentityKey(
                        new KeyId("A".repeat(43)), new byte[] {1, 2}, new byte[] {3}, NOW, null);
        return new DeviceState(
                version,
                id.tenant(),
                id.device(),
                Status.ACTIVE,
                NOW,
                List.of(key, key.ended(NOW)),
                new EnvelopeKey(EnvelopeKeyId.random(), 2, new byte[] {4, 5}));
    }
}
