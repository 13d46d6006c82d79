package io.sealstream.protocol.identity;

import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ServiceName;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Which authority may vouch for whom: that of the services for services, that of the tenants for
 * devices, readers and operators. An endpoint that trusts both must not take a service's name from
 * the tenants' authority; nor may one that trusts the services' alone, where their file was given
 * the root above both by mistake. So the issuer itself must be an anchor.
 *
 * @param services anchors of services
 * @param tenants anchors of devices, readers and operators
 */
public record AnchorGroups(List<X509Certificate> services, List<X509Certificate> tenants) {
    public AnchorGroups {
        services = List.copyOf(services);
        tenants = List.copyOf(tenants);
    }

    /**
     * Makes sure that the leaf was issued by the authority for its kind of identity.
     *
     * @throws CertificateException when it was not
     */
    public void requireIssuer(X509Certificate leaf, Principal principal)
            throws CertificateException {
        List<X509Certificate> anchors = principal instanceof ServiceName ? services : tenants;
        for (X509Certificate anchor : anchors) {
            if (issued(anchor, leaf)) {
                return;
            }
        }
        throw new CertificateException("issued by an authority for another kind of identity");
    }

    private static boolean issued(X509Certificate anchor, X509Certificate leaf) {
        try {
            leaf.verify(anchor.getPublicKey());
            return anchor.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
