package io.sealstream.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState.EnvelopeKey;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.NewDataKey;
import io.sealstream.protocol.seal.WrongCiphertextException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataKeysTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");
    private static final DeviceId VALVE = new DeviceId("acme", "valve-1");
    private static final byte[] CONTENT = "21.5".getBytes(StandardCharsets.UTF_8);

    private final InMemoryCore core = new InMemoryCore();
    private final EnvelopeKey envelopeKey = core.envelopeKeys.newGeneration(PUMP);
    private final NewDataKey sealing = newDataKey(PUMP);

    @Test
    void announcedDataKeyOpensWhatWasSealed() throws WrongCiphertextException {
        // Given
        EventFacts binding =
                new EventFacts(
                        PUMP,
                        new StreamName("temperature"),
                        EventId.random(),
                        "text/plain",
                        ContentDigest.of(ContentDigest.Algorithm.SHA_256, CONTENT));
        byte[] event = sealing.sealer().seal(binding, CONTENT).orElseThrow();
        // When
        List<DataKey> keys = core.dataKeys.unwrap(PUMP, List.of(sealing.announcement()));
        // Then
        try (DataKey key = keys.getFirst()) {
            assertThat(key.opener().open(binding, event)).isEqualTo(CONTENT);
        }
    }

    @Test
    void announcementOfAnotherDeviceIsRefused() {
        assertRefused(VALVE, List.of(sealing.announcement()), Problem.FORBIDDEN);
    }

    @Test
    void envelopeKeyOfAnotherDeviceIsNotThere() {
        // Given
        DataKeyAnnouncement stolen = newDataKey(VALVE).announcement();
        // When, Then
        assertRefused(VALVE, List.of(stolen), Problem.GONE);
    }

    @Test
    void malformedEncapsulationIsRefusedWithoutDetail() {
        // Given
        DataKeyAnnouncement a = sealing.announcement();
        DataKeyAnnouncement wrong =
                new DataKeyAnnouncement(
                        a.dataKeyId(),
                        a.tenant(),
                        a.device(),
                        a.envelopeKeyId(),
                        a.suite(),
                        new byte[7],
                        a.created());
        // When, Then
        assertRefused(PUMP, List.of(a, wrong), Problem.WRONG_CIPHERTEXT);
    }

    @Test
    void moreThanTheLimitIsRefused() {
        assertRefused(
                PUMP,
                Collections.nCopies(DataKeys.MAX_ANNOUNCEMENTS + 1, sealing.announcement()),
                Problem.MALFORMED_REQUEST);
    }

    @Test
    void anOpenSeedServesTheNextPageWithoutVault() {
        // Given
        open();
        core.vault.seal(true);
        // When
        open();
        // Then
        assertThat(core.vault.unwrapped()).isEqualTo(1);
    }

    @Test
    void wrappedSeedMovedToAnotherDeviceDoesNotOpen() {
        // Given
        var own = core.seeds.find(PUMP, List.of(envelopeKey.id())).getFirst();
        core.seeds.add(
                new EnvelopeSeeds.WrappedSeed(
                        VALVE, own.id(), own.suite(), own.wrapped(), Instant.EPOCH));
        DataKeyAnnouncement forged = newDataKey(VALVE).announcement();
        // When, Then
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> core.dataKeys.unwrap(VALVE, List.of(forged)));
    }

    private void open() {
        core.dataKeys.unwrap(PUMP, List.of(sealing.announcement())).forEach(DataKey::close);
    }

    private NewDataKey newDataKey(DeviceId device) {
        return NewDataKey.create(device, envelopeKey, Instant.now(), 100);
    }

    private void assertRefused(
            DeviceId device, List<DataKeyAnnouncement> announcements, Problem problem) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> core.dataKeys.unwrap(device, announcements))
                .extracting(RequestRefusedException::problem)
                .isEqualTo(problem);
    }
}
