package io.sealstream.device;

import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.protocol.signature.EnrolmentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * An enrolment by token: the first, or another one in the folder of a device that was away longer
 * than its certificate lives. The token is used last, and only to sign: before that the root is
 * read, the folder written to, the key kept, the endpoint asked for the CA certificates and the
 * clock compared with the endpoint's. A token is worth little to a device that cannot use the
 * answer.
 */
final class FirstEnrolment {
    private final Path folder;
    private final Passphrase passphrase;
    private final Enrolment enrolment;
    private final DeviceClock clock = new DeviceClock(InstantSource.system());

    FirstEnrolment(Path folder, Passphrase passphrase, Enrolment enrolment) {
        this.folder = folder;
        this.passphrase = passphrase;
        this.enrolment = enrolment;
    }

    void run() throws IOException, GeneralSecurityException, InterruptedException {
        EnrolmentKey token = token();
        X509Certificate root = Pem.readRoot(enrolment.root());
        clock.requireValid(root);
        DeviceFolder created = DeviceFolder.create(folder, enrolment.config());
        boolean again = created.isEnrolled();
        if (!again) {
            created.write(enrolment.config(), root);
        }
        KeyPair pair = created.keys(passphrase).toEnrol(enrolment);
        DeviceIdentity identity = enrol(pair, token, root);
        if (again) {
            created.write(enrolment.config(), root);
        }
        created.write(identity, passphrase);
    }

    private EnrolmentKey token() {
        try {
            return EnrolmentKey.ofToken(enrolment.token());
        } catch (InvalidIdentifierException e) {
            throw new DeviceException(
                    "this is no one-time token: one has 43 characters of base64url", e);
        }
    }

    private DeviceIdentity enrol(KeyPair pair, EnrolmentKey token, X509Certificate root)
            throws IOException, GeneralSecurityException, InterruptedException {
        DeviceConfig config = enrolment.config();
        IngestEndpoint ingest =
                new IngestEndpoint(
                        config.ingest(),
                        TlsContexts.clientWithoutIdentity(List.of(root), config.ingestIdentity()));
        try {
            EstClient est = new EstClient(ingest);
            EstClient.Greeting greeting = clock.blamed(() -> est.requireGreeting(clock));
            X509Certificate issued = est.enrol(config, pair, token, greeting.time());
            clock.requireValid(issued);
            return DeviceIdentity.accept(
                    pair, issued, greeting.certificates(), root, config.identity());
        } finally {
            ingest.close();
        }
    }
}
