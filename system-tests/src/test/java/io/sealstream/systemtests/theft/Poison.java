package io.sealstream.systemtests.theft;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.protocol.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record that no consumer can use, made of one that it can. */
public enum Poison {
    TOMBSTONE((topic, genuine) -> value(topic, genuine, null)),
    EMPTY((topic, genuine) -> value(topic, genuine, new byte[0])),
    ONE_BYTE((topic, genuine) -> value(topic, genuine, new byte[] {(byte) 0xff})),
    JSON_NULL((topic, genuine) -> value(topic, genuine, "null".getBytes(UTF_8))),
    JSON_EMPTY((topic, genuine) -> value(topic, genuine, "{}".getBytes(UTF_8))),
    JSON_ARRAY((topic, genuine) -> value(topic, genuine, "[[],{}]".getBytes(UTF_8))),
    JSON_TOO_DEEP((topic, genuine) -> value(topic, genuine, "[".repeat(5000).getBytes(UTF_8))),
    NULL_MEMBERS((topic, genuine) -> value(topic, genuine, members(genuine, ObjectNode::putNull))),
    INVALID_TENANT((topic, genuine) ->
            value(
                    topic,
                    genuine,
                    members(
                            genuine,
                            (node, name) ->
                                    name.equals("tenant") || name.equals("dataKeyId")
                                            ? node.put(name, "../etc/passwd")
                                            : node))),
    WRONG_TYPES((topic, genuine) ->
            value(topic, genuine, members(genuine, (node, name) -> node.put(name, 1e300)))),
    UTF_16_TEXT((topic, genuine) ->
            value(topic, genuine, new String(genuine.value(), UTF_8).getBytes(UTF_16))),
    CUT((topic, genuine) ->
            value(
                    topic,
                    genuine,
                    Arrays.copyOf(genuine.value(), Math.max(0, genuine.value().length - 1)))),
    TRAILING((topic, genuine) ->
            value(topic, genuine, Arrays.copyOf(genuine.value(), genuine.value().length + 1))),
    UNKNOWN_VERSION((topic, genuine) -> value(topic, genuine, flipped(genuine.value(), 10))),
    LARGE_GARBAGE((topic, genuine) -> value(topic, genuine, new byte[1_000_000])),
    NO_KEY((topic, genuine) -> record(topic, genuine, null, genuine.value())),
    FOREIGN_KEY((topic, genuine) -> record(topic, genuine, "acme/other", genuine.value())),
    KEY_WITHOUT_SLASH((topic, genuine) -> record(topic, genuine, "~", genuine.value())),
    LARGE_KEY((topic, genuine) -> record(topic, genuine, "k".repeat(600_000), genuine.value()));

    private static final ObjectMapper JSON = new ObjectMapper();

    @SuppressWarnings("ImmutableEnumChecker") // recipes hold no state; their type does not say so
    private final BiFunction<Topic, ConsumerRecord<String, byte[]>, ProducerRecord<String, byte[]>>
            recipe;

    Poison(
            BiFunction<Topic, ConsumerRecord<String, byte[]>, ProducerRecord<String, byte[]>>
                    recipe) {
        this.recipe = recipe;
    }

    /** The unusable record, for the partition that the genuine one lies in. */
    public ProducerRecord<String, byte[]> of(Topic topic, ConsumerRecord<String, byte[]> genuine) {
        return KafkaThief.planted(recipe.apply(topic, genuine));
    }

    /** A template where a topic holds none yet. */
    public static ConsumerRecord<String, byte[]> nothing(Topic topic, String key) {
        return new ConsumerRecord<>(topic.topicName(), 0, 0, key, "{\"tenant\":1}".getBytes(UTF_8));
    }

    private static ProducerRecord<String, byte[]> value(
            Topic topic, ConsumerRecord<String, byte[]> genuine, byte @Nullable [] value) {
        return record(topic, genuine, genuine.key(), value);
    }

    private static ProducerRecord<String, byte[]> record(
            Topic topic,
            ConsumerRecord<String, byte[]> genuine,
            @Nullable String key,
            byte @Nullable [] value) {
        return new ProducerRecord<>(topic.topicName(), genuine.partition(), key, value);
    }

    private interface Change {
        Object apply(ObjectNode node, String member);
    }

    /** The record with each of its members changed; a record that is no JSON with a flipped bit. */
    private static byte[] members(ConsumerRecord<String, byte[]> genuine, Change change) {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(genuine.value());
            node.properties().stream()
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(name -> change.apply(node, name));
            return JSON.writeValueAsBytes(node);
        } catch (IOException | ClassCastException e) {
            return flipped(genuine.value(), 3);
        }
    }

    private static byte[] flipped(byte[] value, int at) {
        byte[] flipped = value.clone();
        if (at < flipped.length) {
            flipped[at] ^= 0x20;
        }
        return flipped;
    }
}
