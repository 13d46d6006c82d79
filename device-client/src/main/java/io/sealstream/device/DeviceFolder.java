package io.sealstream.device;

import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Set;

/**
 * A device's folder, readable by its owner alone:
 *
 * <pre>
 * device.json   where the device belongs
 * key.p8        encrypted private key
 * new-key.p8    encrypted private key that a certificate is asked for
 * cert.pem      leaf, then intermediates
 * root.pem      pinned root
 * outbox/       encrypted events on their way
 * outbox.p8     encrypted private key, from which the key of the outbox is derived
 * lock          held by the process that replaces the identity
 * </pre>
 *
 * A new key and its certificate are written as {@code key.p8.next} and then {@code cert.pem.next};
 * from the moment the second stands they count, so a crash leaves the old pair or the new one. A
 * first key is kept as {@code key.p8} without a certificate until its enrolment succeeds, another
 * one as {@code new-key.p8}: when the answer is lost, the same key is asked for again.
 */
final class DeviceFolder {
    private static final String NEXT = OwnerFile.NEXT;
    private static final String CONFIG = "device.json";
    private static final String KEY = FolderKeys.IDENTITY;
    private static final String OUTBOX_KEY = "outbox.p8";
    private static final String CERTIFICATE = "cert.pem";
    private static final String ROOT = "root.pem";
    private static final String LOCK = "lock";

    private final Path folder;

    private DeviceFolder(Path folder) {
        this.folder = folder;
    }

    static DeviceFolder open(Path folder) throws IOException {
        DeviceFolder opened = new DeviceFolder(folder);
        if (!opened.isEnrolled()) {
            throw new DeviceException("no device is enrolled in " + folder);
        }
        opened.finishReplacing();
        return opened;
    }

    /**
     * Makes the folder, or opens it for another enrolment of its device.
     *
     * @throws DeviceException when another device is enrolled in it
     */
    static DeviceFolder create(Path folder, DeviceConfig config) throws IOException {
        DeviceFolder opened = new DeviceFolder(folder);
        if (opened.isEnrolled() && !opened.config().identity().equals(config.identity())) {
            throw new DeviceException("another device is enrolled in " + folder);
        }
        ownerOnly(folder);
        opened.finishReplacing();
        return opened;
    }

    /** Whether a certificate was issued before, expired or not. */
    boolean isEnrolled() {
        return Files.exists(folder.resolve(CERTIFICATE))
                || Files.exists(folder.resolve(CERTIFICATE + NEXT));
    }

    Path outbox() throws IOException {
        return ownerOnly(folder.resolve("outbox"));
    }

    DeviceConfig config() throws IOException {
        try {
            return Json.read(Files.readAllBytes(folder.resolve(CONFIG)), DeviceConfig.class);
        } catch (MalformedRecordException e) {
            throw new DeviceException(CONFIG + " is damaged", e);
        }
    }

    X509Certificate root() throws IOException, CertificateException {
        return Pem.readRoot(folder.resolve(ROOT));
    }

    DeviceIdentity identity(Passphrase passphrase) throws IOException, GeneralSecurityException {
        DeviceIdentity identity =
                new DeviceIdentity(
                        KeyFile.decrypt(Files.readString(folder.resolve(KEY)), passphrase),
                        Pem.readCertificates(folder.resolve(CERTIFICATE)));
        return identity;
    }

    void write(DeviceConfig config, X509Certificate root) throws IOException, CertificateException {
        replace(ROOT, Pem.write(java.util.List.of(root)));
        replace(CONFIG, new String(Json.write(config), StandardCharsets.UTF_8));
    }

    /** Keys that certificates are asked for. */
    FolderKeys keys(Passphrase passphrase) {
        return new FolderKeys(folder, passphrase, isEnrolled());
    }

    /** The key that events in the outbox are encrypted under; none other opens them. */
    PrivateKey outboxKey(Passphrase passphrase) throws IOException {
        if (!Files.exists(folder.resolve(OUTBOX_KEY))) {
            String key = KeyFile.encrypt(KeyType.ED25519.generate().getPrivate(), passphrase);
            alone(() -> {
                if (!Files.exists(folder.resolve(OUTBOX_KEY))) {
                    replace(OUTBOX_KEY, key);
                }
            });
        }
        return KeyFile.decrypt(Files.readString(folder.resolve(OUTBOX_KEY)), passphrase);
    }

    void write(DeviceIdentity identity, Passphrase passphrase)
            throws IOException, CertificateException {
        String key = KeyFile.encrypt(identity.key(), passphrase);
        String chain = Pem.write(identity.chain());
        alone(() -> {
            OwnerFile.write(folder.resolve(KEY + NEXT), key);
            OwnerFile.write(folder.resolve(CERTIFICATE + NEXT), chain);
            replaceIdentity();
            Files.deleteIfExists(folder.resolve(FolderKeys.NEW));
        });
    }

    private void finishReplacing() throws IOException {
        if (Files.exists(folder.resolve(KEY + NEXT))
                || Files.exists(folder.resolve(CERTIFICATE + NEXT))) {
            alone(this::replaceIdentity);
        }
    }

    /** What is done while no other thread or process replaces the identity. */
    private interface Replacing {
        void run() throws IOException;
    }

    /**
     * Another process that opened the folder between the two writes would take the new key for the
     * rest of a crash, and remove it.
     */
    private void alone(Replacing body) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        synchronized (DeviceFolder.class) {
            try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), options);
                    FileLock held = lock.lock()) {
                Objects.requireNonNull(held);
                body.run();
            }
        }
    }

    private void replaceIdentity() throws IOException {
        Path certificate = folder.resolve(CERTIFICATE + NEXT);
        Path key = folder.resolve(KEY + NEXT);
        if (!Files.exists(certificate)) {
            Files.deleteIfExists(key);
            return;
        }
        if (Files.exists(key)) {
            OwnerFile.move(key, folder.resolve(KEY));
        }
        OwnerFile.move(certificate, folder.resolve(CERTIFICATE));
    }

    private void replace(String name, String text) throws IOException {
        OwnerFile.replace(folder.resolve(name), text);
    }

    private static Path ownerOnly(Path folder) throws IOException {
        var mode = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, mode);
    }
}
