package io.sealstream.device;

import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * A first enrolment. The one-time token is shown last: before that the root is read, the folder
 * written to, the key kept, the endpoint asked for the CA certificates and the clock compared with
 * the endpoint's. A token is worth little to a device that cannot use the answer.
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
        X509Certificate root = Pem.readRoot(enrolment.root());
        clock.requireValid(root);
        DeviceFolder created = DeviceFolder.create(folder);
        created.write(enrolment.config(), root);
        KeyPair pair = created.enrolmentKey(enrolment.keyType(), passphrase);
        created.write(enrol(pair, root), passphrase);
    }

    private DeviceIdentity enrol(KeyPair pair, X509Certificate root)
            throws IOException, GeneralSecurityException, InterruptedException {
        DeviceConfig config = enrolment.config();
        IngestEndpoint ingest =
                new IngestEndpoint(
                        config.ingest(),
                        TlsContexts.clientWithoutIdentity(List.of(root), config.ingestIdentity()));
        try {
            EstClient est = new EstClient(ingest);
            List<X509Certificate> above = clock.blamed(() -> est.caCertificates(clock));
            X509Certificate issued = est.enrol(config, pair, enrolment.token());
            clock.requireValid(issued);
            return DeviceIdentity.accept(pair, issued, above, root, config.identity());
        } finally {
            ingest.close();
        }
    }
}
