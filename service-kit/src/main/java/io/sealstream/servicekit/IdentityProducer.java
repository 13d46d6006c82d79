package io.sealstream.servicekit;

import io.sealstream.protocol.identity.TlsIdentity;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Opens the identity folder once for the whole process. */
@Singleton
public class IdentityProducer {

    /** The identity; a process without one does not start. */
    @Produces
    @Singleton
    public TlsIdentity identity(IdentityConfig config) {
        return TlsIdentity.open(config.identityFolder());
    }
}
