package io.sealstream.protocol.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.Vectors;
import io.sealstream.protocol.secret.KeyBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceCheckerTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");
    private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_123L);
    private static final EpochKey KEY = new EpochKey(7, KeyBytes.takeOwnershipOf(new byte[32]));
    private static final EpochKeys KEYS = EpochKeys.of(List.of(KEY));
    private static final String DOMAIN = "sealstream.local";

    private final NonceChecker checker = new NonceChecker(() -> KEYS, DOMAIN, Duration.ofHours(24));
    private final EpochToken token =
            new EpochIssuer(() -> KEYS, DOMAIN, InstantSource.fixed(NOW)).issue(DEVICE);

    @Test
    void everyIssuedTokenIsValidForItsDeviceAndCounter() {
        Rounds.run(
                300,
                random -> {
                    // Given
                    EpochKey key =
                            new EpochKey(
                                    random.nextInt(256),
                                    KeyBytes.takeOwnershipOf(Rounds.bytes(random, 32)));
                    EpochKeys keys = EpochKeys.of(List.of(key));
                    Epoch epoch = new Epoch(NOW.toEpochMilli(), random.nextLong() >>> 16);
                    DeviceId device = new DeviceId(Rounds.name(random), Rounds.name(random));
                    long counter = random.nextLong(VerifiedNonce.MAX_COUNTER + 1);
                    EpochToken token = EpochIssuer.issue(key, epoch, DOMAIN, device);
                    String nonce = token + "." + counter;
                    // When
                    NonceCheck check =
                            new NonceChecker(() -> keys, DOMAIN, Duration.ofHours(1))
                                    .check(nonce, device, NOW);
                    // Then
                    assertThat(check)
                            .isEqualTo(
                                    new NonceCheck.Valid(new VerifiedNonce(epoch, counter), token));
                });
    }

    @Test
    void tokenAloneMeansCounterZero() {
        assertThat(checker.check(token.text(), DEVICE, NOW))
                .isEqualTo(checker.check(token.text() + ".0", DEVICE, NOW))
                .isInstanceOf(NonceCheck.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".00", ".01", ".-1", ".+1", ".1 ", ".1000000000000000", "0", ".a"})
    void otherFormsOfTheCounterAreMalformed(String counter) {
        assertThat(checker.check(token.text() + counter, DEVICE, NOW))
                .isInstanceOf(NonceCheck.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "=======================================", "A+/"})
    void otherFormsOfTheTokenAreMalformed(String nonce) {
        assertThat(checker.check(nonce, DEVICE, NOW)).isInstanceOf(NonceCheck.Malformed.class);
        String padded = (nonce + "!".repeat(40)).substring(0, 40);
        assertThat(checker.check(padded, DEVICE, NOW)).isInstanceOf(NonceCheck.Malformed.class);
    }

    @Test
    void ageEndsAtTheLimitAndTheFutureAtSixtySeconds() {
        assertThat(checker.check(token.text(), DEVICE, NOW.plus(Duration.ofHours(24))))
                .isInstanceOf(NonceCheck.Valid.class);
        assertThat(
                        checker.check(
                                token.text(), DEVICE, NOW.plus(Duration.ofHours(24)).plusMillis(1)))
                .isInstanceOf(NonceCheck.Stale.class);
        assertThat(checker.check(token.text(), DEVICE, NOW.minusSeconds(60)))
                .isInstanceOf(NonceCheck.Valid.class);
        assertThat(checker.check(token.text(), DEVICE, NOW.minusMillis(60_001)))
                .isInstanceOf(NonceCheck.Stale.class);
    }

    @Test
    void anotherDeviceDomainKeyOrVersionIsStale() {
        var otherDomain = new NonceChecker(() -> KEYS, "other.example", Duration.ofHours(24));
        EpochKeys otherKeys =
                EpochKeys.of(List.of(new EpochKey(8, KeyBytes.takeOwnershipOf(new byte[32]))));
        var otherKid = new NonceChecker(() -> otherKeys, DOMAIN, Duration.ofHours(24));
        byte[] two = token.bytes();
        two[0] = 2;
        assertThat(
                        List.of(
                                checker.check(token.text(), new DeviceId("acme", "other"), NOW),
                                otherDomain.check(token.text(), DEVICE, NOW),
                                otherKid.check(token.text(), DEVICE, NOW),
                                checker.check(EpochToken.ofBytes(two).text(), DEVICE, NOW)))
                .allMatch(NonceCheck.Stale.class::isInstance);
    }

    @Test
    void everyChangedBitOfATokenIsStale() {
        byte[] bytes = token.bytes();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = Arrays.copyOf(bytes, bytes.length);
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(checker.check(EpochToken.ofBytes(changed).text(), DEVICE, NOW))
                    .isInstanceOf(NonceCheck.Stale.class);
        }
    }

    @Test
    void versionOneIsReadForEver() {
        // Given
        String golden = new String(Vectors.golden("epoch-token"), StandardCharsets.US_ASCII);
        Epoch epoch = new Epoch(1_795_000_000_123L, 0x0102_0304_0506L);
        // Then
        assertThat(EpochIssuer.issue(KEY, epoch, DOMAIN, DEVICE).text()).isEqualTo(golden);
        assertThat(checker.check(golden + ".42", DEVICE, NOW))
                .isEqualTo(
                        new NonceCheck.Valid(new VerifiedNonce(epoch, 42), new EpochToken(golden)));
    }
}
