package io.sealstream.keys.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.keys.InMemoryCore;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StateRelayTest {
    private static final DeviceId PUMP = new DeviceId("acme", "pump-1");

    private final InMemoryCore core = new InMemoryCore();
    private final Topic topic = new Topic();
    private final InMemoryLease lease = new InMemoryLease();
    private final AtomicLong now = new AtomicLong();

    private StateRelay relay(DeviceOutbox outbox) {
        return new StateRelay(outbox, topic.log(), lease, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void everyChangeIsPublishedOnce() {
        // Given
        StateRelay relay = relay(core.devices);
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
        StateRelay before = relay(crashing);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(before::publishBatch);
        // When
        relay(core.devices).publishBatch();
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
        StateRelay relay = relay(slow);
        relay.publishBatch();
        relay.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L, 2L);
    }

    @Test
    void processThatStartsTakesOverAndTheOtherStandsBy() {
        // Given
        StateRelay old = relay(core.devices);
        old.publishBatch();
        StateRelay next = relay(core.devices);
        next.publishBatch();
        // When
        core.registry.register(PUMP);
        old.publishBatch();
        // Then
        assertThat(topic.versions).isEmpty();
        next.publishBatch();
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void twoBusyProcessesDoNotTakeTheLogFromEachOther() {
        // Given
        StateRelay one = relay(core.devices);
        StateRelay other = relay(core.devices);
        one.publishBatch();
        other.publishBatch();
        int owners = topic.owner;
        // When
        for (int i = 0; i < 600; i++) {
            core.registry.register(new DeviceId("acme", "pump-" + i));
            pass(Duration.ofMillis(100));
            one.publishBatch();
            other.publishBatch();
        }
        // Then
        assertThat(topic.versions).hasSize(600);
        assertThat(topic.owner).isEqualTo(owners);
    }

    @Test
    void standbyTakesOverFromAProcessThatIsGone() {
        // Given
        StateRelay standby = relay(core.devices);
        standby.publishBatch();
        relay(core.devices).publishBatch();
        core.registry.register(PUMP);
        // When, Then
        pass(RelayLeadership.RENEWED);
        standby.publishBatch();
        pass(RelayLeadership.OVER.minusMillis(1));
        standby.publishBatch();
        assertThat(topic.versions).isEmpty();
        pass(Duration.ofMillis(1));
        standby.publishBatch();
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void standbyTakesOverAtOnceFromAProcessThatEnds() {
        // Given
        StateRelay standby = relay(core.devices);
        standby.publishBatch();
        StateRelay ending = relay(core.devices);
        ending.publishBatch();
        core.registry.register(PUMP);
        pass(RelayLeadership.RENEWED);
        standby.publishBatch();
        // When
        ending.giveUp();
        standby.publishBatch();
        // Then
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void processThatWasHeldUpPublishesNothingOld() {
        // Given: it believes that it holds the lease, and the log is another's.
        StateRelay held = relay(core.devices);
        held.publishBatch();
        core.registry.register(PUMP);
        topic.log().takeOver();
        // When
        held.publishBatch();
        // Then
        assertThat(topic.versions).isEmpty();
        held.publishBatch();
        assertThat(topic.versions).containsExactly(1L);
    }

    @Test
    void brokerThatComesBackGetsWhatWaited() {
        // Given
        StateRelay relay = relay(core.devices);
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
        public long waiting(int limit) {
            return outbox.waiting(limit);
        }

        @Override
        public boolean isPublished(DeviceId id, long version) {
            return outbox.isPublished(id, version);
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
        public long waiting(int limit) {
            return core.devices.waiting(limit);
        }

        @Override
        public boolean isPublished(DeviceId id, long version) {
            return core.devices.isPublished(id, version);
        }

        @Override
        public void markPublished(DeviceId id, long version) {
            core.registry.revoke(id);
            core.devices.markPublished(id, version);
        }
    }
}
