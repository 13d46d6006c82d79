package io.sealstream.device;

import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A device: sends events that are stored exactly once or stay in its outbox, and keeps its identity
 * fresh. Thread-safe. Processes may share a folder, but for {@link #renewWithNewKey}: what another
 * sends by then is not readable afterwards.
 */
public final class DeviceClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DeviceFolder folder;
    private final DeviceConfig config;
    private final X509Certificate root;
    private volatile Outbox outbox;
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
        this.outbox = new Outbox(folder.outbox(), new OutboxCipher(identity.key()));
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
     * Makes an identity key, enrols it with a one-time token and keeps both in {@code folder}. The
     * server is trusted only when it is the platform's ingest under the pinned root. When this
     * fails it can be called again with the same token: the key is kept before the token is shown,
     * and the platform gives a key its certificate again until the token expires.
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
        renew(passphrase, session.identity().pair());
    }

    /**
     * Renews with a new key. The outbox must be empty, of rejected events too: its encryption hangs
     * on the key.
     *
     * @throws DeviceException when the outbox is not empty, or the endpoint refuses
     */
    public synchronized void renewWithNewKey(Passphrase passphrase, KeyType keyType) {
        if (outbox.size() > 0 || outbox.rejected() > 0) {
            throw new DeviceException("the outbox is not empty; a new key could not read it");
        }
        renew(passphrase, keyType.generate());
        PrivateKey key = session.identity().key();
        outbox =
                Attempt.of(
                        "the outbox cannot be used",
                        () -> new Outbox(folder.outbox(), new OutboxCipher(key)));
    }

    private void renew(Passphrase passphrase, KeyPair pair) {
        DeviceSession old = session;
        Attempt.of(
                "renewal failed",
                () -> {
                    EstClient est = new EstClient(old.ingest());
                    List<X509Certificate> above = est.caCertificates();
                    X509Certificate issued = est.reenrol(config, pair);
                    DeviceIdentity renewed =
                            DeviceIdentity.accept(pair, issued, above, root, config.identity());
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

    /** Not while the key changes: an event under the old one could not be read again. */
    private synchronized Outbox.Entry add(OutgoingEvent event) {
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
