package io.sealstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.ingest.DeviceMemory.Limits;
import io.sealstream.protocol.DeviceId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
    private static final DeviceId HONEST = new DeviceId("acme", "honest");
    private static final DeviceId HOSTILE = new DeviceId("acme", "hostile");

    private final AtomicLong now = new AtomicLong();
    private final DeviceMemory<Integer, String> memory =
            new DeviceMemory<>(new Limits(10, 25, Duration.ofMinutes(1)), now::get);

    @Test
    void oneDeviceLosesOnlyItsOwn() {
        // Given
        memory.put(HONEST, 1, "one");

        // When
        put(HOSTILE, 1000);

        // Then
        assertThat(memory.find(HONEST, 1)).contains("one");
        assertThat(countOf(HOSTILE, 1000)).isEqualTo(10);
        assertThat(memory.find(HOSTILE, 999)).isPresent();
    }

    @Test
    void aFullMemoryTakesFromTheOneThatBringsAndThenFromTheQuietest() {
        // Given
        DeviceId quiet = new DeviceId("acme", "quiet");
        put(quiet, 10);
        put(HONEST, 5);
        put(HOSTILE, 10);

        // When: a further one of a busy device, then the first one of a new device.
        memory.put(HONEST, 5, "five");
        memory.put(new DeviceId("acme", "new"), 1, "first");

        // Then
        assertThat(memory.find(HONEST, 0)).isEmpty();
        assertThat(countOf(HONEST, 6)).isEqualTo(5);
        assertThat(countOf(quiet, 10)).isEqualTo(9);
        assertThat(countOf(HOSTILE, 10)).isEqualTo(10);
    }

    @Test
    void manyDevicesKeepToTheBoundOfAll() {
        int devices = 500;
        for (int i = 0; i < devices; i++) {
            put(new DeviceId("acme", "d" + i), 3);
        }
        int kept = 0;
        for (int i = 0; i < devices; i++) {
            kept += countOf(new DeviceId("acme", "d" + i), 3);
        }
        assertThat(kept).isEqualTo(25);
    }

    @Test
    void whatIsOverIsForgottenAndMakesRoom() {
        // Given
        put(HONEST, 10);
        put(HOSTILE, 10);
        now.addAndGet(Duration.ofSeconds(61).toNanos());

        // When
        put(new DeviceId("acme", "later"), 10);

        // Then
        assertThat(countOf(HONEST, 10) + countOf(HOSTILE, 10)).isZero();
        assertThat(countOf(new DeviceId("acme", "later"), 10)).isEqualTo(10);
    }

    @Test
    void anEntryWrittenAgainBeginsAgain() {
        // Given
        String made = memory.get(HONEST, 1, () -> "made");
        now.addAndGet(Duration.ofSeconds(59).toNanos());

        // When
        String again = memory.get(HONEST, 1, () -> "made again");
        now.addAndGet(Duration.ofSeconds(59).toNanos());

        // Then
        assertThat(again).isSameAs(made);
        assertThat(memory.find(HONEST, 1)).contains("made");
    }

    private void put(DeviceId device, int entries) {
        for (int i = 0; i < entries; i++) {
            memory.put(device, i, "value " + i);
        }
    }

    private int countOf(DeviceId device, int entries) {
        int found = 0;
        for (int i = 0; i < entries; i++) {
            found += memory.find(device, i).isPresent() ? 1 : 0;
        }
        return found;
    }
}
