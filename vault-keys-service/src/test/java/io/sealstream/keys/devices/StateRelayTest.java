package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateRelayTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");

    private final InMemoryCore core = new InMemoryCore();
    private final Topic topic = new Topic();

    @Test
    void everyChangeIsPublishedOnce() {
        // Given
        StateRelay relay = new StateRelay(core.devices, topic.log());
        core.registry.register(PUMP);
        // When
        relay.publishBatch();
        core.registry.revoke(PUMP);
        relay.publishBatch();
        relay.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 2L);
    }

    @Test
    void crashBetweenPublishAndMarkPublishesAgain() {
        // Given
        core.registry.register(PUMP);
        DeviceOutbox crashing = new CrashingOutbox(core.devices);
        StateRelay before = new StateRelay(crashing, topic.log());
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(before::publishBatch);
        // When
        new StateRelay(core.devices, topic.log()).publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 1L);
        assertThat(core.devices.unpublished(1)).isEmpty();
    }

    @Test
    void changeBetweenPublishAndMarkIsPublishedToo() {
        // Given
        core.registry.register(PUMP);
        DeviceOutbox slow = new RevokingOutbox(core);
        // When
        StateRelay relay = new StateRelay(slow, topic.log());
        relay.publishBatch();
        relay.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 2L);
    }

    @Test
    void overtakenProcessPublishesNothing() {
        // Given
        StateRelay held = new StateRelay(core.devices, topic.log());
        held.publishBatch();
        StateRelay next = new StateRelay(core.devices, topic.log());
        next.publishBatch();
        // When
        core.registry.register(PUMP);
        held.publishBatch();
        // Then
        assertThat(topic.versions).isEmpty();
        next.publishBatch();
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void standbyTakesOverWhenNobodyPublishes() {
        // Given
        StateRelay standby = new StateRelay(core.devices, topic.log());
        standby.publishBatch();
        topic.log().takeOver();
        core.registry.register(PUMP);
        // When
        for (int look = 0; look < 50; look++) {
            standby.publishBatch();
        }
        // Then
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void brokerThatComesBackGetsWhatWaited() {
        // Given
        StateRelay relay = new StateRelay(core.devices, topic.log());
        core.registry.register(PUMP);
        topic.down = true;
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(relay::publishBatch);
        // When
        topic.down = false;
        relay.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L);
    }

    /** A topic that only its latest publisher can write. */
    private static final class Topic {
        private final List<Long> versions = new ArrayList<>();
        private int owner;
        private boolean down;

        DeviceStateLog log() {
            return new DeviceStateLog() {
                private int me;

                @Override
                public void takeOver() {
                    if (down) {
                        throw new UnavailableException("down");
                    }
                    me = ++owner;
                }

                @Override
                public void publish(List<DeviceState> states) throws OvertakenException {
                    if (me != owner) {
                        throw new OvertakenException(new IllegalStateException("fenced"));
                    }
                    states.forEach(state -> versions.add(state.version()));
                }
            };
        }
    }

    private record CrashingOutbox(DeviceOutbox outbox) implements DeviceOutbox {
        @Override
        public List<DeviceState> unpublished(int limit) {
            return outbox.unpublished(limit);
        }

        @Override
        public void markPublished(DeviceId id, long version) {
            throw new IllegalStateException("crash");
        }
    }

    private record RevokingOutbox(InMemoryCore core) implements DeviceOutbox {
        @Override
        public List<DeviceState> unpublished(int limit) {
            return core.devices.unpublished(limit);
        }

        @Override
        public void markPublished(DeviceId id, long version) {
            core.registry.revoke(id);
            core.devices.markPublished(id, version);
        }
    }
}
