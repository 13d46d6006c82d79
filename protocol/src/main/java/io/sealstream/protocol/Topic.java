package io.sealstream.protocol;

import static io.sealstream.protocol.ServiceName.INGEST;
import static io.sealstream.protocol.ServiceName.REPLAY_GUARD;
import static io.sealstream.protocol.ServiceName.STORAGE;
import static io.sealstream.protocol.ServiceName.VAULT_KEYS;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The topics, who writes and who reads them: the one table from which topics are created, access
 * rules are made and manifests are checked.
 *
 * <p>Two rules complete it. A service may use consumer groups and transactional ids that start with
 * its {@linkplain ServiceName#label() label}, and no other. Operators may read {@link #REJECTED},
 * {@link #FINDING} and {@link #DEAD_LETTER}.
 */
public enum Topic {
    RECEIVED("submission.received.v1", Duration.ofHours(24), Set.of(INGEST), Set.of(REPLAY_GUARD)),
    ACCEPTED("submission.accepted.v1", Duration.ofDays(7), Set.of(REPLAY_GUARD), Set.of(STORAGE)),
    /** Accepted before, under the same nonce: storage keeps the copy only if it is another. */
    RETRIED("submission.retried.v1", Duration.ofDays(7), Set.of(REPLAY_GUARD), Set.of(STORAGE)),
    /** By the guard, or by storage when another event is stored under the id. */
    REJECTED(
            "submission.rejected.v1",
            Duration.ofDays(7),
            Set.of(REPLAY_GUARD, STORAGE),
            Set.of(INGEST)),
    STORED("submission.stored.v1", Duration.ofDays(7), Set.of(STORAGE), Set.of(INGEST)),
    DATA_KEY("datakey.announced.v1", Duration.ofDays(30), Set.of(INGEST), Set.of(STORAGE)),
    DEVICE_STATE(
            "device.state.v1", null, Set.of(VAULT_KEYS), Set.of(INGEST, REPLAY_GUARD, STORAGE)),
    FINDING(
            "security.finding.v1",
            Duration.ofDays(30),
            Set.of(INGEST, REPLAY_GUARD, VAULT_KEYS, STORAGE),
            Set.of()),
    /** Records that a consumer passed over: where they are, and why. */
    DEAD_LETTER(
            "record.dead-letter.v1",
            Duration.ofDays(30),
            Set.of(INGEST, REPLAY_GUARD, STORAGE),
            Set.of()),
    /** The guard's own: changes of its replay windows, from which it restores them. */
    REPLAY_WINDOWS(
            "replay-guard-windows-changelog", null, Set.of(REPLAY_GUARD), Set.of(REPLAY_GUARD));

    /**
     * Partitions of every topic. A device sticks to its partition, and its replay windows to that.
     */
    public static final int PARTITIONS = 6;

    private final String topicName;
    private final @Nullable Duration retention;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so
    private final Set<ServiceName> writers;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<ServiceName> readers;

    Topic(
            String topicName,
            @Nullable Duration retention,
            Set<ServiceName> writers,
            Set<ServiceName> readers) {
        this.topicName = topicName;
        this.retention = retention;
        this.writers = writers;
        this.readers = readers;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** How long records stay; null means compacted. */
    public @Nullable Duration retention() {
        return retention;
    }

    /** Services that may write. */
    public Set<ServiceName> writers() {
        return writers;
    }

    /** Services that may read. */
    public Set<ServiceName> readers() {
        return readers;
    }

    /** Whether operators may read it too. */
    public boolean readByOperators() {
        return this == REJECTED || this == FINDING || this == DEAD_LETTER;
    }

    /**
     * Whether the broker stamps records itself. The guard judges the age of a nonce by that time: a
     * time in the record could be forged, and its own clock would punish events that had to wait.
     */
    public boolean stampedByBroker() {
        return this == RECEIVED || this == DEVICE_STATE;
    }

    /** Media type of its values. */
    public String mediaType() {
        return switch (this) {
            case RECEIVED, ACCEPTED, RETRIED -> "application/cbor";
            case REJECTED, STORED, DATA_KEY, DEVICE_STATE, FINDING, DEAD_LETTER ->
                    "application/json";
            case REPLAY_WINDOWS -> "application/octet-stream";
        };
    }

    /** Finds a topic by its name on the broker. */
    public static Topic of(String topicName) {
        return Arrays.stream(values())
                .filter(t -> t.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new InvalidIdentifierException("not a topic of Sealstream"));
    }
}
