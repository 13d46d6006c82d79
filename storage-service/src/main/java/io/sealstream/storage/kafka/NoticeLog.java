package io.sealstream.storage.kafka;

import io.sealstream.protocol.Json;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StoredNotice;
import io.sealstream.protocol.Topic;
import io.sealstream.servicekit.kafka.EventAttributes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Publishes notices of stored events. */
public final class NoticeLog {
    private static final EventAttributes STORED =
            EventAttributes.of(Topic.STORED, ServiceName.STORAGE);

    private final Emitter<ProducerRecord<String, byte[]>> channel;

    public NoticeLog(Emitter<ProducerRecord<String, byte[]>> channel) {
        this.channel = channel;
    }

    /**
     * Appends notices; returns once the broker has them all.
     *
     * @throws java.util.concurrent.CompletionException when it may not have one of them
     */
    void append(List<StoredNotice> notices) {
        CompletableFuture.allOf(
                        notices.stream()
                                .map(notice -> channel.send(record(notice)).toCompletableFuture())
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    static ProducerRecord<String, byte[]> record(StoredNotice notice) {
        return new ProducerRecord<>(
                Topic.STORED.topicName(),
                null,
                notice.deviceId().key(),
                Json.write(notice),
                STORED.with(UUID.randomUUID().toString()));
    }
}
