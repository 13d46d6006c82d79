package io.sealstream.device;

import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A device: sends events that are stored exactly once or stay in its outbox, and keeps its identity
 * fresh. Thread-safe. Processes may share a folder. One that has it open keeps the identity that it
 * read; an old key ends when the renewal after {@link #renewWithNewKey} shows that the new one is
 * in use.
 */
public final class DeviceClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DeviceFolder folder;
    private final DeviceConfig config;
    private final X509Certificate root;
    private final Outbox outbox;
    private final Options options;
    private final Sending sending;
    private volatile DeviceSession session;

    /**
     * How to send.
     *
     * @param concurrency events in flight at a time
     * @param waitSeconds how long a request may wait for its receipt, 0 to 30
     * @param patience how long one event is tried before it is left in the outbox
     */
    public record Options(int concurrency, int waitSeconds, Duration patience) {
        /** Refuses what would wait for ever. */
        public Options {
            if (concurrency < 1 || waitSeconds < 0 || waitSeconds > 30 || patience.isNegative()) {
                throw new DeviceException(
                        "concurrency is at least 1, wait 0 to 30 s, patience not negative");
            }
        }

        /** 16 in flight, 10 s, one minute. */
        public static Options standard() {
            return new Options(16, 10, PATIENCE);
        }
    }

    private DeviceClient(DeviceFolder folder, Passphrase passphrase, Options options)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.config = folder.config();
        this.root = folder.root();
        DeviceIdentity identity = folder.identity(passphrase);
        this.outbox = new Outbox(folder.outbox(), new OutboxCipher(folder.outboxKey(passphrase)));
        this.options = options;
        this.session = open(identity, new EpochCounter());
        this.sending = new Sending(options, () -> session);
    }

    /**
     * Opens the folder of an enrolled device.
     *
     * @throws DeviceException when there is none, or the passphrase is wrong
     */
    public static DeviceClient open(Path folder, Passphrase passphrase) {
        return open(folder, passphrase, Options.standard());
    }

    /** Opens the folder of an enrolled device. */
    public static DeviceClient open(Path folder, Passphrase passphrase, Options options) {
        return Attempt.of(
                "the device folder cannot be used",
                () -> new DeviceClient(DeviceFolder.open(folder), passphrase, options));
    }

    /**
     * Makes an identity key, enrols it with a one-time token and keeps both in {@code folder}; in
     * the folder of a device that is enrolled already, the key and the outbox stay. The server is
     * trusted only when it is the platform's ingest under the pinned root. When this fails it can
     * be called again with the same token: the key is kept before the token is used, and the
     * platform gives a key its certificate again until the token expires.
     *
     * @throws DeviceException when the endpoint refuses or cannot be reached, or the clock is wrong
     */
    public static void enrol(Path folder, Passphrase passphrase, Enrolment enrolment) {
        Attempt.of(
                "enrolment failed",
                () -> {
                    new FirstEnrolment(folder, passphrase, enrolment).run();
                    return folder;
                });
    }

    /** Renews the certificate of the same key; requests from then on use it. */
    public void renew(Passphrase passphrase) {
        renew(passphrase, () -> session.identity().pair());
    }

    /**
     * Renews with a new key, which the current one vouches for. The same new key is asked for again
     * when the answer was lost.
     *
     * @throws DeviceException when the endpoint refuses or cannot be reached
     */
    public void renewWithNewKey(Passphrase passphrase, KeyType keyType) {
        renew(passphrase, () -> folder.keys(passphrase).toRenew(keyType));
    }

    private synchronized void renew(Passphrase passphrase, Attempt.Body<KeyPair> key) {
        DeviceSession old = session;
        if (old.identity().isExpired(Instant.now())) {
            throw new DeviceException(Delivery.EXPIRED);
        }
        Attempt.of(
                "renewal failed",
                () -> {
                    KeyPair pair = key.run();
                    EstClient est = new EstClient(old.ingest());
                    EstClient.Greeting greeting =
                            est.greeting(new DeviceClock(InstantSource.system()));
                    X509Certificate issued =
                            est.reenrol(config, pair, old.identity(), greeting.time());
                    DeviceIdentity renewed =
                            DeviceIdentity.accept(
                                    pair, issued, greeting.certificates(), root, config.identity());
                    folder.write(renewed, passphrase);
                    session = open(renewed, old.epochs());
                    return renewed;
                });
    }

    /**
     * Puts an event into the outbox and sends it. When this returns the event is on the disk; the
     * result says when it is stored. One that is larger than {@link
     * OutgoingEvent#MAX_CONTENT_BYTES} is rejected and comes nowhere.
     *
     * @throws DeviceException when the outbox cannot be written
     */
    public CompletableFuture<SendResult> send(OutgoingEvent event) {
        return event.isTooLarge()
                ? CompletableFuture.completedFuture(event.tooLarge())
                : sending.begin(outbox, add(event));
    }

    /**
     * Puts an event into the outbox, for {@link #sendWaiting} to send.
     *
     * @throws DeviceException when it is too large, or the outbox cannot be written
     */
    public void keep(OutgoingEvent event) {
        if (event.isTooLarge()) {
            throw new DeviceException("the event is too large");
        }
        add(event);
    }

    private Outbox.Entry add(OutgoingEvent event) {
        return outbox.add(event);
    }

    /**
     * Sends what waits in the outbox, oldest first, for example after a crash; returns when the
     * last has begun. Only events under way are in memory.
     *
     * @param begun gets the result of each event as it begins
     * @param trouble gets a line for each file that holds no event or cannot be read
     */
    public void sendWaiting(
            Consumer<CompletableFuture<SendResult>> begun, Consumer<String> trouble) {
        sending.beginAll(outbox, begun, trouble);
    }

    /** Builds a signed request with the next nonce, without sending it. */
    public SignedEvent prepare(OutgoingEvent event) {
        return Attempt.of("the endpoint gave no epoch", () -> session.prepare(event));
    }

    /** Sends a request as it is, once. */
    public Answer transmit(SignedEvent event) {
        return Attempt.of("the endpoint does not answer", () -> session.ingest().transmit(event));
    }

    /** Looks at the identity, the outbox and the endpoint. */
    public DeviceStatus status() {
        DeviceIdentity identity = session.identity();
        Instant expires = identity.leaf().getNotAfter().toInstant();
        return new DeviceStatus(
                Attempt.of("the certificate is damaged", () -> name(identity)).toString(),
                identity.publicKey().keyId(),
                expires,
                outbox.size(),
                outbox.rejected(),
                outbox.damaged(),
                session.isAnswered());
    }

    /** Where the device belongs. */
    public DeviceConfig config() {
        return config;
    }

    private static SpiffeId name(DeviceIdentity identity) throws GeneralSecurityException {
        return SpiffeCertificate.read(identity.leaf());
    }

    private DeviceSession open(DeviceIdentity identity, EpochCounter epochs)
            throws GeneralSecurityException {
        return new DeviceSession(config, identity, root, options.waitSeconds(), epochs);
    }

    @Override
    public void close() {
        sending.close();
        session.ingest().close();
    }
}
