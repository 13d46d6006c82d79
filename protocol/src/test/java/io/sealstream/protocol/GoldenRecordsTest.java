package io.sealstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.fixture.AsyncApi;
import io.sealstream.fixture.GoldenRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden records are what the description says, and are read and written as they are. */
class GoldenRecordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Topic, Class<?>> RECORDS =
            Map.of(
                    Topic.REJECTED, RejectedNotice.class,
                    Topic.STORED, StoredNotice.class,
                    Topic.DATA_KEY, DataKeyAnnouncement.class,
                    Topic.DEVICE_STATE, DeviceState.class,
                    Topic.FINDING, SecurityFinding.class,
                    Topic.DEAD_LETTER, DeadLetter.class);

    private final AsyncApi api = new AsyncApi();

    static Stream<GoldenRecord> records() {
        return Stream.of(Topic.values())
                .filter(topic -> topic != Topic.REPLAY_WINDOWS)
                .map(GoldenRecord::of);
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachIsAsDescribed(GoldenRecord golden) {
        assertThat(api.differences(golden.topic(), golden.key(), golden.headers(), golden.value()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachIsReadAndWrittenAsItIs(GoldenRecord golden) throws Exception {
        Class<?> type = RECORDS.get(golden.topic());
        if (type == null) {
            Submission read = SubmissionCodec.decode(golden.value());
            assertThat(SubmissionCodec.encode(read)).isEqualTo(golden.value());
        } else {
            byte[] written = Json.write(golden.as(type));
            assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden.value()));
        }
    }

    @Test
    void whatIsNotAsDescribedIsSeen() {
        // Given
        GoldenRecord golden = GoldenRecord.of(Topic.STORED);
        Map<String, String> foreign = new HashMap<>(golden.headers());
        foreign.put("ce_type", "io.sealstream.submission.rejected.v1");
        Map<String, String> anonymous = new HashMap<>(golden.headers());
        anonymous.remove("ce_id");
        String value = new String(golden.value(), StandardCharsets.UTF_8);

        // Then
        assertSeen(golden, golden.headers(), value.replace("STORED", "LOST"));
        assertSeen(golden, golden.headers(), value.replace("\"digest\"", "\"digests\""));
        assertSeen(golden, golden.headers(), value.replace("Z\"", "\""));
        assertSeen(golden, foreign, value);
        assertSeen(golden, anonymous, value);
    }

    private void assertSeen(GoldenRecord golden, Map<String, String> headers, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        assertThat(api.differences(golden.topic(), golden.key(), headers, bytes)).hasSize(1);
    }
}
