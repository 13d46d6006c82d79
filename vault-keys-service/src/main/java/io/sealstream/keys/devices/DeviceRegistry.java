package io.sealstream.keys.devices;

import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.Status;
import io.sealstream.protocol.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators do with devices: register, look, let enrol, revoke. */
public final class DeviceRegistry {
    /** How long an enrolment token waits. */
    public static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

    private final DeviceInventory inventory;
    private final DeviceChanges changes;
    private final EnrolmentTokens tokens;
    private final Publication publication;
    private final InstantSource clock;

    public DeviceRegistry(
            DeviceInventory inventory,
            DeviceChanges changes,
            EnrolmentTokens tokens,
            Publication publication,
            InstantSource clock) {
        this.inventory = inventory;
        this.changes = changes;
        this.tokens = tokens;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * What the operator hands to the device.
     *
     * @param device the device
     * @param token the one-time token; shown now and never again
     * @param expiresAt when it ends
     */
    public record Invitation(DeviceId device, EnrolmentToken token, Instant expiresAt) {}

    /**
     * A page of devices.
     *
     * @param devices in order of their names
     * @param next name to ask the next page after; null on the last page
     */
    public record Page(List<DeviceState> devices, @Nullable String next) {}

    /**
     * Registers a device.
     *
     * @throws RequestRefusedException when the name is taken
     */
    public Invitation register(DeviceId id) {
        DeviceState device =
                new DeviceState(
                        1, id.tenant(), id.device(), Status.REGISTERED, now(), List.of(), null);
        if (!changes.add(device)) {
            throw new RequestRefusedException(Problem.ALREADY_EXISTS, "the device exists");
        }
        return invite(id);
    }

    /**
     * Makes a new token; the one before ends. A device that enrols again gets new keys.
     *
     * @throws RequestRefusedException when there is no such device, or it is revoked
     */
    public Invitation newToken(DeviceId id) {
        if (changes.find(id).status() == Status.REVOKED) {
            throw new RequestRefusedException(Problem.FORBIDDEN, "a revoked device stays revoked");
        }
        return invite(id);
    }

    /** Finds a device. */
    public DeviceState get(DeviceId id) {
        return changes.find(id);
    }

    /** Lists devices of a tenant. */
    public Page list(String tenant, @Nullable String after, int limit) {
        List<DeviceState> found = inventory.list(tenant, after, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        List<DeviceState> page = List.copyOf(found.subList(0, limit));
        return new Page(page, page.getLast().device());
    }

    /**
     * Revokes a device for good; returns when ingest and the guard can know. Its keys stay known,
     * so that old events can still be checked.
     *
     * @throws UnavailableException when that takes too long: the device is revoked, and whoever
     *     asks again learns when it is published
     */
    public DeviceState revoke(DeviceId id) {
        DeviceState revoked =
                changes.change(
                        id,
                        device ->
                                device.status() == Status.REVOKED
                                        ? device
                                        : DeviceRules.revoked(device, now()));
        tokens.discard(id);
        publication.await(revoked);
        return revoked;
    }

    private Invitation invite(DeviceId id) {
        EnrolmentToken token = EnrolmentToken.random();
        Instant expiresAt = now().plus(TOKEN_LIFETIME);
        tokens.put(id, token.key(), expiresAt);
        return new Invitation(id, token, expiresAt);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
