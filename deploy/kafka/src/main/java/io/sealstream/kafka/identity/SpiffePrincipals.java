package io.sealstream.kafka.identity;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.KafkaPrincipalBuilder;
import org.apache.kafka.common.security.auth.SslAuthenticationContext;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;

/**
 * A client of the broker is the SPIFFE ID in its certificate. Services and operators have business
 * here; devices and readers are turned away before any access rule is asked.
 */
public class SpiffePrincipals implements KafkaPrincipalBuilder {
    private static final String CACHED = "io.sealstream.principal";

    private final DefaultKafkaPrincipalBuilder wire = new DefaultKafkaPrincipalBuilder(null, null);

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        if (!(context instanceof SslAuthenticationContext tls)) {
            throw new SslAuthenticationException("only mutual TLS makes a principal");
        }
        // Asked for with every request; the certificate of a session stays what it was.
        if (tls.session().getValue(CACHED) instanceof KafkaPrincipal known) {
            return known;
        }
        try {
            SpiffeId id =
                    SpiffeCertificate.read(
                            (X509Certificate) tls.session().getPeerCertificates()[0]);
            KafkaPrincipal principal =
                    switch (id.principal()) {
                        case ServiceName service -> of(id);
                        case OperatorId operator -> of(id);
                        case DeviceId device -> throw turnedAway();
                        case ReaderId reader -> throw turnedAway();
                    };
            tls.session().putValue(CACHED, principal);
            return principal;
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            throw new SslAuthenticationException("the certificate names no identity", e);
        }
    }

    /** The principal of an identity. */
    public static KafkaPrincipal of(SpiffeId id) {
        return new KafkaPrincipal(KafkaPrincipal.USER_TYPE, id.toString());
    }

    private static SslAuthenticationException turnedAway() {
        return new SslAuthenticationException("devices and readers are no clients of the broker");
    }

    @Override
    public byte[] serialize(KafkaPrincipal principal) {
        return wire.serialize(principal);
    }

    @Override
    public KafkaPrincipal deserialize(byte[] bytes) {
        return wire.deserialize(bytes);
    }
}
