package io.sealstream.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.Vectors;
import io.sealstream.protocol.secret.KeyBytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealingTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");
    private static final byte[] CONTENT = {'{', '}'};
    private static final Instant CREATED = Instant.ofEpochSecond(1_795_000_000);

    @ParameterizedTest
    @EnumSource
    void whatIsSealedToTheEnvelopeKeyOpensWithItsSeedAlone(EnvelopeSuite suite) {
        Rounds.run(
                10,
                random -> {
                    // Given
                    byte[] content = Rounds.bytes(random, random.nextInt(5_000));
                    EventFacts facts = facts(content);
                    try (var pair = pair(suite, Rounds.bytes(random, 32));
                            var other = pair(suite, Rounds.bytes(random, 32));
                            Sealer sealer = create(suite, pair, 10).sealer()) {
                        NewDataKey made = create(suite, pair, 10);
                        // When
                        byte[] sealed = made.sealer().seal(facts, content).orElseThrow();
                        // Then
                        DataKeyAnnouncement announced = made.announcement();
                        assertThat(SealedEvent.dataKeyIdOf(sealed))
                                .isEqualTo(announced.dataKeyId());
                        assertThat(pair.open(announced).opener().open(facts, sealed))
                                .isEqualTo(content);
                        Opener wrong = other.open(announced).opener();
                        assertThatThrownBy(() -> wrong.open(facts, sealed))
                                .isInstanceOf(WrongCiphertextException.class)
                                .hasMessageContaining("does not open");
                        byte[] elsewhere = sealer.seal(facts, content).orElseThrow();
                        assertThatThrownBy(
                                        () -> pair.open(announced).opener().open(facts, elsewhere))
                                .hasMessageContaining("another data key");
                    }
                });
    }

    @Test
    void announcementMovedToAnotherDeviceOrEnvelopeKeyOpensNothing() throws Exception {
        try (var pair = pair(EnvelopeSuite.X25519, new byte[32])) {
            // Given
            NewDataKey made = create(EnvelopeSuite.X25519, pair, 10);
            byte[] sealed = made.sealer().seal(facts(CONTENT), CONTENT).orElseThrow();
            DataKeyAnnouncement a = made.announcement();
            List<DataKeyAnnouncement> moved =
                    List.of(
                            new DataKeyAnnouncement(
                                    a.dataKeyId(),
                                    "acme",
                                    "other",
                                    a.envelopeKeyId(),
                                    2,
                                    a.enc(),
                                    CREATED),
                            new DataKeyAnnouncement(
                                    a.dataKeyId(),
                                    "acme",
                                    "sensor-1",
                                    EnvelopeKeyId.random(),
                                    2,
                                    a.enc(),
                                    CREATED));
            for (DataKeyAnnouncement other : moved) {
                // When
                Opener opener = pair.open(other).opener();
                // Then
                assertThatThrownBy(() -> opener.open(facts(CONTENT), sealed))
                        .isInstanceOf(WrongCiphertextException.class);
            }
            DataKeyAnnouncement otherSuite =
                    new DataKeyAnnouncement(
                            a.dataKeyId(),
                            "acme",
                            "sensor-1",
                            a.envelopeKeyId(),
                            1,
                            a.enc(),
                            CREATED);
            assertThatThrownBy(() -> pair.open(otherSuite)).hasMessageContaining("envelope suite");
        }
    }

    @Test
    void eventOpensOnlyAsWhatItWasSealedAs() {
        DataKey key = randomKey();
        byte[] sealed = sealer(key, 1).seal(facts(CONTENT), CONTENT).orElseThrow();
        EventFacts b = facts(CONTENT);
        StreamName stream = new StreamName("other");
        DeviceId device = new DeviceId("acme", "other");
        DeviceId tenant = new DeviceId("other", "sensor-1");
        ContentDigest digest = ContentDigest.of(ContentDigest.Algorithm.SHA_512, CONTENT);
        List<EventFacts> others =
                List.of(
                        new EventFacts(tenant, b.stream(), b.eventId(), "a/b", b.contentDigest()),
                        new EventFacts(device, b.stream(), b.eventId(), "a/b", b.contentDigest()),
                        new EventFacts(DEVICE, stream, b.eventId(), "a/b", b.contentDigest()),
                        new EventFacts(
                                DEVICE, b.stream(), EventId.random(), "a/b", b.contentDigest()),
                        new EventFacts(DEVICE, b.stream(), b.eventId(), "a/c", b.contentDigest()),
                        new EventFacts(DEVICE, b.stream(), b.eventId(), "a/b", digest));
        for (EventFacts other : others) {
            assertThatThrownBy(() -> key.opener().open(other, sealed))
                    .isInstanceOf(WrongCiphertextException.class)
                    .hasMessageContaining("does not open");
        }
    }

    @Test
    void everyChangedBitAndEveryCutIsRefused() {
        DataKey key = randomKey();
        byte[] sealed = sealer(key, 1).seal(facts(CONTENT), CONTENT).orElseThrow();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> key.opener().open(facts(CONTENT), changed))
                    .isInstanceOf(WrongCiphertextException.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> SealedEvent.dataKeyIdOf(cut))
                    .isInstanceOf(WrongCiphertextException.class);
        }
    }

    @Test
    void sealerGivesEachIvOnceAndEndsWithItsBudget() throws Exception {
        // Given
        int uses = 2_000;
        DataKey key = randomKey();
        Sealer sealer = sealer(key, uses);
        Set<List<Byte>> ivs = java.util.Collections.synchronizedSet(new HashSet<>());
        Callable<Void> work =
                () -> {
                    for (var e = seal(sealer); e.isPresent(); e = seal(sealer)) {
                        ivs.add(bytes(SealedEvent.decode(e.get()).iv()));
                    }
                    return null;
                };
        // When
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(List.of(work, work, work, work))) {
                done.get();
            }
        }
        // Then
        assertThat(ivs).hasSize(uses);
        assertThat(seal(sealer)).isEmpty();
    }

    @Test
    void closedKeysNeitherSealNorOpen() {
        DataKey key = randomKey();
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) 1);
        Sealer sealer = new Sealer(key.id(), KeyBytes.takeOwnershipOf(bytes), 10);
        byte[] sealed = seal(sealer).orElseThrow();
        sealer.close();
        assertThat(seal(sealer)).isEmpty();
        assertThat(bytes).containsOnly(0);
        Opener opener = key.opener();
        key.close();
        assertThatThrownBy(() -> opener.open(facts(CONTENT), sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::copyOfKey).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void malformedEnvelopeKeysAreRefused() {
        for (EnvelopeSuite suite : EnvelopeSuite.values()) {
            var shortKey =
                    new DeviceState.EnvelopeKey(
                            EnvelopeKeyId.random(), suite.number(), new byte[5]);
            assertThatThrownBy(() -> NewDataKey.create(DEVICE, shortKey, CREATED, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var zero = new DeviceState.EnvelopeKey(EnvelopeKeyId.random(), 2, new byte[32]);
        assertThatThrownBy(() -> NewDataKey.create(DEVICE, zero, CREATED, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EnvelopeSuite.of(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void versionOneOpensForEver(EnvelopeSuite suite) throws Exception {
        // Given
        String name = suite.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        byte[] seed = new byte[32];
        java.util.Arrays.fill(seed, (byte) 7);
        DataKeyAnnouncement announced =
                new DataKeyAnnouncement(
                        DataKeyId.parse("00112233-4455-6677-8899-aabbccddeeff"),
                        "acme",
                        "sensor-1",
                        new EnvelopeKeyId(new UUID(1, 2)),
                        suite.number(),
                        Vectors.golden(name + ".enc"),
                        CREATED);
        try (var pair = pair(suite, seed)) {
            // When
            DataKey key = pair.open(announced);
            // Then
            assertThat(pair.publicKey()).isEqualTo(Vectors.golden(name + ".public-key"));
            assertThat(key.copyOfKey().getEncoded()).isEqualTo(Vectors.golden(name + ".data-key"));
            byte[] sealed = Vectors.golden(name + ".sealed-event");
            assertThat(key.opener().open(facts(CONTENT), sealed)).isEqualTo(CONTENT);
            assertThat(sealer(key, 1).seal(facts(CONTENT), CONTENT)).hasValue(sealed);
        }
    }

    private static java.util.Optional<byte[]> seal(Sealer sealer) {
        return sealer.seal(facts(CONTENT), CONTENT);
    }

    private static DataKey randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return DataKey.takeOwnershipOf(DataKeyId.random(), KeyBytes.takeOwnershipOf(key));
    }

    private static Sealer sealer(DataKey key, long uses) {
        return new Sealer(key.id(), key.copyOfKey(), uses);
    }

    private static EnvelopeKeyPair pair(EnvelopeSuite suite, byte[] seed) {
        return EnvelopeKeyPair.takeOwnershipOf(suite, KeyBytes.takeOwnershipOf(seed));
    }

    private static NewDataKey create(EnvelopeSuite suite, EnvelopeKeyPair pair, long uses) {
        var key =
                new DeviceState.EnvelopeKey(
                        EnvelopeKeyId.random(), suite.number(), pair.publicKey());
        return NewDataKey.create(DEVICE, key, CREATED, uses);
    }

    private static EventFacts facts(byte[] content) {
        return new EventFacts(
                DEVICE,
                new StreamName("temperature"),
                EventId.parse("00112233-4455-6677-8899-aabbccddeeff"),
                "a/b",
                ContentDigest.of(ContentDigest.Algorithm.SHA_256, content));
    }

    private static List<Byte> bytes(byte[] array) {
        List<Byte> list = new java.util.ArrayList<>();
        for (byte b : array) {
            list.add(b);
        }
        return list;
    }
}
