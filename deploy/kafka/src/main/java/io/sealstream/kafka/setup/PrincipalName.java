package io.sealstream.kafka.setup;

import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;

/** How a broker calls its clients. */
enum PrincipalName {
    /** By the SPIFFE ID in their certificate, as the local broker does. */
    SPIFFE_ID {
        @Override
        String of(SpiffeId id) {
            return "User:" + id;
        }
    },
    /**
     * By their certificate's subject, as Kafka does without further code. A service's subject is
     * its label alone; nobody else has one.
     */
    COMMON_NAME {
        @Override
        String of(SpiffeId id) {
            if (id.principal() instanceof ServiceName service) {
                return "User:CN=" + service.label();
            }
            throw new IllegalArgumentException("only services have a common name");
        }
    };

    abstract String of(SpiffeId id);
}
