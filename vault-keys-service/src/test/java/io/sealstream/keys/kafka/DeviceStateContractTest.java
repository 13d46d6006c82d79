package io.sealstream.keys.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.fixture.GoldenRecord;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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
        Map<String, String> headers = new HashMap<>();
        written.headers()
                .forEach(header ->
                        headers.put(
                                header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(written.topic()).isEqualTo(golden.topic().topicName());
        assertThat(golden.differences(written.key(), headers, written.value())).isEmpty();
    }
}
