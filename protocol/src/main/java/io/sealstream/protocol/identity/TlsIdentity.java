package io.sealstream.protocol.identity;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a process, in a folder:
 *
 * <pre>
 * cert.pem      leaf and intermediates, in any order
 * key.pem       its key, unencrypted PKCS#8 or SEC 1, readable by the process alone
 * services.pem  anchor of the platform's services
 * tenants.pem   anchor of devices, readers and operators
 * root.pem      the root, for clients outside the platform
 * </pre>
 *
 * Every context made here follows the files: what is renewed on disk is used by the next handshake,
 * without a restart.
 */
public final class TlsIdentity {
    private final Path folder;
    private final ReloadedFile<IdentityMaterial> material;

    private TlsIdentity(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.material =
                new ReloadedFile<>(
                        List.of(
                                folder.resolve(IdentityMaterial.CERTIFICATE),
                                folder.resolve(IdentityMaterial.KEY)),
                        () -> IdentityMaterial.read(folder));
    }

    /**
     * Opens a folder.
     *
     * @throws IllegalStateException when the identity in it cannot be read; its message says in one
     *     line for a person what is wrong
     */
    public static TlsIdentity open(Path folder) {
        try {
            TlsIdentity identity = new TlsIdentity(folder);
            identity.id();
            return identity;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "no usable identity in " + folder + ": " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException missing
                ? missing.getFile() + " is not there"
                : String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    /** Who this process is. */
    public SpiffeId id() throws CertificateException {
        return SpiffeCertificate.read(certificate());
    }

    /** The leaf certificate as it is now, and the intermediates above it that the folder has. */
    public List<X509Certificate> chain() {
        return material.get().chain();
    }

    /** The leaf certificate as it is now. */
    public X509Certificate certificate() {
        return material.get().chain().getFirst();
    }

    /** A context for connections to one service of the platform. */
    public SSLContext client(ServiceName peer) {
        return client(peer, Anchors.SERVICES);
    }

    /** A context for connections to one service, trusted through {@code anchors}. */
    public SSLContext client(ServiceName peer, Anchors anchors) {
        try {
            String trustDomain = id().trustDomain();
            return context(anchors, () -> new SpiffeId(trustDomain, peer));
        } catch (CertificateException e) {
            throw new IllegalStateException("no usable identity in " + folder, e);
        }
    }

    /** A context for accepting connections. The caller's sockets must ask for a certificate. */
    public SSLContext server(Anchors anchors) {
        return context(anchors, null);
    }

    /** Who may vouch for whom, as the folder says now. */
    public Supplier<AnchorGroups> anchorGroups() {
        try {
            return groups(Anchors.BOTH);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no usable trust anchors in " + folder, e);
        }
    }

    /** An authority that a context does not trust may vouch for nobody in it. */
    private Supplier<AnchorGroups> groups(Anchors trusted)
            throws IOException, GeneralSecurityException {
        return new ReloadedFile<>(
                        trusted.in(folder),
                        () ->
                                new AnchorGroups(
                                        of(Anchors.SERVICES, trusted),
                                        of(Anchors.TENANTS, trusted)))
                ::get;
    }

    private List<X509Certificate> of(Anchors group, Anchors trusted)
            throws IOException, GeneralSecurityException {
        return trusted.in(folder).containsAll(group.in(folder))
                ? IdentityMaterial.readAnchors(folder, group)
                : List.of();
    }

    private SSLContext context(Anchors anchors, @Nullable Supplier<SpiffeId> peer) {
        try {
            ReloadedFile<X509ExtendedTrustManager> chains =
                    new ReloadedFile<>(
                            anchors.in(folder),
                            () ->
                                    TlsContexts.trusting(
                                            IdentityMaterial.readAnchors(folder, anchors)));
            return TlsContexts.context(
                    new SvidKeyManager(material::get),
                    new SvidTrustManager(
                            chains::get, peer, anchors == Anchors.ROOT ? null : groups(anchors)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no usable trust anchors in " + folder, e);
        }
    }
}
