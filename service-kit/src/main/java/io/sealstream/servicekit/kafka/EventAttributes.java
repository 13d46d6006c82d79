package io.sealstream.servicekit.kafka;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The CloudEvents 1.0 attributes of the records that one service writes to one topic (Kafka
 * protocol binding 1.0, binary content mode). They describe; nothing is decided by them.
 */
public final class EventAttributes {
    private final RecordHeader[] common;

    private EventAttributes(RecordHeader... common) {
        this.common = common;
    }

    /** Attributes of a topic's records, written by a service. */
    public static EventAttributes of(Topic topic, ServiceName source) {
        return new EventAttributes(
                header("ce_specversion", "1.0"),
                header("ce_type", "io.sealstream." + topic.topicName()),
                header("ce_source", "/service/" + source.label()),
                header("content-type", topic.mediaType()));
    }

    /** Headers of the record with an id, unique among the source's records of this topic. */
    public Headers with(String id) {
        Headers headers = new RecordHeaders(common);
        headers.add(header("ce_id", id));
        return headers;
    }

    private static RecordHeader header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
