package io.sealstream.keys.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fixture.HeaderText;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Topic;
import org.junit.jupiter.api.Test;

/** Vault-keys writes the golden record of its topic. */
class DeviceStateContractTest {
    @Test
    void writesADeviceStateAsItWasReleased() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.DEVICE_STATE);

        // When
        var written = KafkaDeviceStateLog.record(golden.as(DeviceState.class));

        // Then
        assertThat(written.topic()).isEqualTo(golden.topic().topicName());
        assertThat(
                        golden.differences(
                                written.key(), HeaderText.of(written.headers()), written.value()))
                .isEmpty();
    }
}
