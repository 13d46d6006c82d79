package io.sealstream.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.fixture.AsyncApi;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.RejectedNotice.Reason;
import io.sealstream.protocol.StoredNotice.Outcome;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.yaml says what the code says. */
class AsyncApiContractTest {
    private static final Map<String, Class<? extends Record>> RECORDS =
            Map.of(
                    "Rejected", RejectedNotice.class,
                    "Stored", StoredNotice.class,
                    "DataKeyAnnouncement", DataKeyAnnouncement.class,
                    "DeviceState", DeviceState.class,
                    "Finding", SecurityFinding.class);

    private final JsonNode api = new AsyncApi().root();

    @Test
    void everyTopicIsAChannelAndNothingElseIs() {
        List<String> addresses = api.path("channels").findValuesAsText("address");
        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @Test
    void everyMemberOfARecordIsDescribedAndNothingElseIs() {
        RECORDS.forEach((message, type) -> {
            Set<String> described =
                    payload(message)
                            .path("properties")
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
            assertThat(described)
                    .as(message)
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList());
        });
    }

    @Test
    void everyValueOfAnEnumerationIsDescribed() {
        assertThat(values("Rejected", "reason")).isEqualTo(names(Reason.values()));
        assertThat(values("Stored", "outcome")).isEqualTo(names(Outcome.values()));
        assertThat(values("DeviceState", "status")).isEqualTo(names(Status.values()));
    }

    private Set<String> values(String message, String member) {
        return payload(message)
                .path("properties")
                .path(member)
                .path("enum")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private JsonNode payload(String message) {
        return api.path("components").path("messages").path(message).path("payload");
    }
}
