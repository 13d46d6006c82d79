package io.sealstream.devstack.identity;

import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key with its certificates and the anchors it goes with.
 *
 * @param key the private key
 * @param chain leaf first
 * @param anchors whom its owner trusts
 */
public record IssuedIdentity(PrivateKey key, List<X509Certificate> chain, AnchorSet anchors) {

    /** The anchors of a platform: services, tenants and the root above both. */
    public record AnchorSet(
            X509Certificate services, X509Certificate tenants, X509Certificate root) {}

    /**
     * Writes the folder that {@link io.sealstream.protocol.identity.TlsIdentity} reads. Each file
     * is replaced at once; readers keep the old pair until key and certificate belong together.
     */
    public void writeTo(Path folder) throws IOException {
        PrivateFiles.createFolder(folder);
        try {
            PrivateFiles.write(
                    folder.resolve("services.pem"), Pem.write(List.of(anchors.services())));
            PrivateFiles.write(
                    folder.resolve("tenants.pem"), Pem.write(List.of(anchors.tenants())));
            PrivateFiles.write(folder.resolve("root.pem"), Pem.write(List.of(anchors.root())));
            PrivateFiles.write(folder.resolve("key.pem"), Pem.write(key));
            PrivateFiles.write(folder.resolve("cert.pem"), Pem.write(chain));
        } catch (CertificateException e) {
            throw new IOException("a certificate cannot be encoded", e);
        }
    }
}
