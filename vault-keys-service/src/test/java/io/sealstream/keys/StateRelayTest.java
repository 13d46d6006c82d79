package io.sealstream.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateRelayTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");

    private final House house = new House();
    private final Topic topic = new Topic();

    @Test
    void everyChangeIsPublishedOnce() {
        // Given
        StateRelay relay = new StateRelay(house.devices, topic.log());
        house.registry.register(PUMP);
        // When
        relay.publishBatch();
        house.registry.revoke(PUMP);
        relay.publishBatch();
        relay.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 2L);
    }

    @Test
    void crashBetweenPublishAndMarkPublishesAgain() {
        // Given
        house.registry.register(PUMP);
        DeviceOutbox crashing = new CrashingOutbox(house.devices);
        StateRelay before = new StateRelay(crashing, topic.log());
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(before::publishBatch);
        // When
        new StateRelay(house.devices, topic.log()).publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 1L);
        assertThat(house.devices.unpublished(1)).isEmpty();
    }

    @Test
    void changeBetweenPublishAndMarkIsPublishedToo() {
        // Given
        house.registry.register(PUMP);
        DeviceOutbox slow = new RevokingOutbox(house);
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
        StateRelay held = new StateRelay(house.devices, topic.log());
        held.publishBatch();
        StateRelay next = new StateRelay(house.devices, topic.log());
        next.publishBatch();
        // When
        house.registry.register(PUMP);
        held.publishBatch();
        // Then
        assertThat(topic.versions).isEmpty();
        next.publishBatch();
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void standbyTakesOverWhenNobodyPublishes() {
        // Given
        StateRelay standby = new StateRelay(house.devices, topic.log());
        standby.publishBatch();
        topic.log().takeOver();
        house.registry.register(PUMP);
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
        StateRelay relay = new StateRelay(house.devices, topic.log());
        house.registry.register(PUMP);
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

    private record RevokingOutbox(House house) implements DeviceOutbox {
        @Override
        public List<DeviceState> unpublished(int limit) {
            return house.devices.unpublished(limit);
        }

        @Override
        public void markPublished(DeviceId id, long version) {
            house.registry.revoke(id);
            house.devices.markPublished(id, version);
        }
    }
}
