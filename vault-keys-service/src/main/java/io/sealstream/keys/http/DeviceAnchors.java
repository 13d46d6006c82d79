package io.sealstream.keys.http;

import io.sealstream.keys.UnavailableException;
import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates a device needs to build its chain (RFC 7030, section 4.1): the tenant
 * intermediate and the root, as they are in this process's identity folder now. They are public;
 * Vault is not asked, so devices get them while it is sealed.
 */
public final class DeviceAnchors {
    private final Path folder;

    public DeviceAnchors(Path folder) {
        this.folder = folder;
    }

    /** Tenant intermediate, then root. */
    public List<X509Certificate> certificates() {
        try {
            List<X509Certificate> all = new ArrayList<>();
            all.addAll(Pem.readCertificates(folder.resolve("tenants.pem")));
            all.addAll(Pem.readCertificates(folder.resolve("root.pem")));
            return all;
        } catch (IOException | CertificateException e) {
            throw new UnavailableException("the anchors cannot be read", e);
        }
    }
}
