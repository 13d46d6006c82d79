package io.sealstream.guard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.TestDevice;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.IdentityKey;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.SubmissionCodec;
import io.sealstream.protocol.nonce.EpochIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a key signed before its end, and was acknowledged, counts however late the guard judges it;
 * what it signed after does not.
 */
class EndedKeysTest {
    private static final StreamName STREAM = new StreamName("room-1");

    @TempDir Path state;

    private final InstantSource clock = InstantSource.system();
    private final TestDevice device = new TestDevice("acme", "sensor-1");
    private final TestDevice next = new TestDevice("acme", "sensor-1");
    private final Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    private final String epoch =
            new EpochIssuer(
                            () -> GuardDriver.KEYS,
                            GuardDriver.DOMAIN,
                            InstantSource.fixed(end.minusSeconds(600)))
                    .issue(device.id())
                    .text();
    private int counter;
    private GuardDriver guard;

    @BeforeEach
    void start() {
        guard = new GuardDriver(state, clock);
    }

    @AfterEach
    void stop() {
        guard.close();
        device.close();
        next.close();
    }

    @Test
    void keyChangeKeepsWhatTheOldKeySignedBefore() {
        learn(next.state(Status.ACTIVE, end).keys().getFirst(), key().ended(end));
        assertThat(acceptedAt(end.minusSeconds(300))).isTrue();
        assertThat(acceptedAt(end.minusMillis(1))).isTrue();
        assertThat(acceptedAt(end)).isFalse();
        assertThat(acceptedAt(end.plusSeconds(1))).isFalse();
    }

    @Test
    void keyThatExpiredWhileTheGuardWasDownCountsUntilAMinuteAfterItsEnd() {
        IdentityKey key = key();
        learn(new IdentityKey(key.keyId(), key.publicKey(), key.certificate(), end, null));
        assertThat(acceptedAt(end.minusSeconds(300))).isTrue();
        assertThat(acceptedAt(end.plusSeconds(60))).isTrue();
        assertThat(acceptedAt(end.plusSeconds(61))).isFalse();
    }

    @Test
    void revocationKeepsWhatCameBeforeItUnlessTheKeyHadEndedEarlier() {
        DeviceState before = device.state(Status.REVOKED, end);
        guard.devices.pipeInput(device.id().key(), Json.write(before));
        assertThat(acceptedAt(end.minusMillis(1))).isTrue();
        assertThat(acceptedAt(end)).isFalse();
        DeviceState ended =
                new DeviceState(
                        2,
                        before.tenant(),
                        before.device(),
                        Status.REVOKED,
                        end,
                        List.of(key().ended(end.minusSeconds(60))),
                        before.envelopeKey());
        guard.devices.pipeInput(device.id().key(), Json.write(ended));
        assertThat(acceptedAt(end.minusSeconds(61))).isTrue();
        assertThat(acceptedAt(end.minusSeconds(60))).isFalse();
    }

    private IdentityKey key() {
        return device.state(Status.ACTIVE, end).keys().getFirst();
    }

    private void learn(IdentityKey... keys) {
        DeviceState known = device.state(Status.ACTIVE, end.minus(Duration.ofDays(1)));
        guard.devices.pipeInput(
                device.id().key(),
                Json.write(
                        new DeviceState(
                                2,
                                known.tenant(),
                                known.device(),
                                known.status(),
                                known.statusSince(),
                                new ArrayList<>(List.of(keys)),
                                known.envelopeKey())));
    }

    /** Whether an event of the device counts that the broker took then. */
    private boolean acceptedAt(Instant appendedAt) {
        String nonce = epoch + "." + counter++;
        var submission =
                device.submission(STREAM, EventId.random(), new byte[] {1}, nonce, appendedAt);
        guard.received.pipeInput(device.id().key(), SubmissionCodec.encode(submission), appendedAt);
        guard.lookAgain(Duration.ofSeconds(30));
        return !guard.accepted.readValuesToList().isEmpty();
    }
}
