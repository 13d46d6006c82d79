package io.sealstream.testkit;

import io.sealstream.protocol.Principal;
import io.sealstream.protocol.SpiffeId;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root with the two intermediates of the platform, for tests that speak TLS. */
public final class TestPki {
    private static final String TRUST_DOMAIN = "sealstream.local";

    private final Issuer root = new Issuer("root", null);
    private final Issuer services = new Issuer("services", root);
    private final Issuer tenants = new Issuer("tenants", root);

    /** A key and its certificate. */
    public record Leaf(KeyPair pair, X509Certificate certificate, X509Certificate issuer) {}

    public X509Certificate root() {
        return root.certificate;
    }

    public X509Certificate tenants() {
        return tenants.certificate;
    }

    public X509Certificate services() {
        return services.certificate;
    }

    /** A service of the platform, reachable as localhost. */
    public Leaf service(Principal name) {
        KeyPair pair = keys();
        return new Leaf(pair, services.issue(name, pair.getPublic(), hours(1)), services());
    }

    /** A reader or an operator. */
    public Leaf tenant(Principal name) {
        KeyPair pair = keys();
        return new Leaf(pair, tenant(name, pair.getPublic(), hours(1)), tenants());
    }

    /** A certificate of the tenant intermediate. */
    public X509Certificate tenant(Principal name, PublicKey key, Instant notAfter) {
        return tenants.issue(name, key, notAfter);
    }

    /**
     * A server context that trusts the tenant intermediate; each socket says whether it asks for a
     * certificate.
     */
    public SSLContext endpoint(Leaf leaf) {
        try {
            char[] none = new char[0];
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "endpoint",
                    leaf.pair().getPrivate(),
                    none,
                    new X509Certificate[] {leaf.certificate(), leaf.issuer()});
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(keys, none);
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("tenants", tenants());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant hours(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Issuer {
        private final KeyPair pair = keys();
        private final X500Name name;
        private final X509Certificate certificate;

        Issuer(String label, Issuer parent) {
            name = new X500Name("CN=" + label);
            Issuer signer = parent == null ? this : parent;
            certificate = signer.sign(name, pair.getPublic(), hours(40), null);
        }

        X509Certificate issue(Principal principal, PublicKey key, Instant notAfter) {
            var uri = new GeneralName(GeneralName.uniformResourceIdentifier, id(principal));
            var host = new GeneralName(GeneralName.dNSName, "localhost");
            var address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
            GeneralNames names =
                    principal.path().startsWith("/service/")
                            ? new GeneralNames(new GeneralName[] {uri, host, address})
                            : new GeneralNames(uri);
            return sign(new X500Name("CN=leaf"), key, notAfter, names);
        }

        private X509Certificate sign(
                X500Name subject, PublicKey key, Instant notAfter, GeneralNames names) {
            boolean authority = names == null;
            try {
                var builder =
                        new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger(120, new SecureRandom()),
                                Date.from(notAfter.minus(Duration.ofDays(3))),
                                Date.from(notAfter),
                                subject,
                                key);
                int usage =
                        authority
                                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                : KeyUsage.digitalSignature;
                builder.addExtension(
                        Extension.basicConstraints, true, new BasicConstraints(authority));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                if (names != null) {
                    builder.addExtension(Extension.subjectAlternativeName, false, names);
                }
                var signer =
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
                return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static String id(Principal principal) {
            return new SpiffeId(TRUST_DOMAIN, principal).toString();
        }
    }

    /** Every certificate a client outside the platform may be given, in the order of a chain. */
    public List<X509Certificate> chain(X509Certificate leaf) {
        return List.of(leaf, tenants());
    }
}
