package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who uses a local stack from outside: one operator, and a reader for each tenant. Those of the
 * demo's tenants are there from the start, others from when they are first asked for.
 */
public final class ClientIdentities {
    static final OperatorId OPERATOR = new OperatorId("local");
    private static final List<ReaderId> READERS = List.of(readerOf("acme"), readerOf("globex"));

    private ClientIdentities() {}

    /** Folder names below {@code clients}, and whose they are. */
    static Map<String, Principal> all() {
        Map<String, Principal> all = new LinkedHashMap<>();
        all.put(folder(OPERATOR), OPERATOR);
        READERS.forEach(reader -> all.put(folder(reader), reader));
        return all;
    }

    /** The identity folder of the operator. */
    public static Path operator(Layout layout) {
        return layout.clients().resolve(folder(OPERATOR));
    }

    /**
     * The identity folder of a tenant's reader, with an identity that is good for hours: Vault
     * signs one when it lacks or is past half its life.
     *
     * @throws io.sealstream.devstack.launcher.layout.StackException when Vault does not
     */
    public static Path reader(Layout layout, Ports ports, String tenant) throws IOException {
        ReaderId reader = readerOf(tenant);
        Path folder = layout.clients().resolve(folder(reader));
        IdentityAgent agent = new IdentityAgent(layout, ports);
        agent.lookAfter(folder, new SpiffeId(Layout.TRUST_DOMAIN, reader));
        try {
            agent.renewDue();
        } catch (CertificateException e) {
            throw new IOException("Vault signed no usable certificate", e);
        }
        return folder;
    }

    private static ReaderId readerOf(String tenant) {
        return new ReaderId(tenant, "dashboard");
    }

    private static String folder(OperatorId operator) {
        return "operator-" + operator.name();
    }

    private static String folder(ReaderId reader) {
        return "reader-" + reader.tenant() + "-" + reader.name();
    }

    static void lookAfter(IdentityAgent agent, Layout layout) {
        all().forEach((name, who) -> {
            Path folder = layout.clients().resolve(name);
            agent.lookAfter(folder, new SpiffeId(Layout.TRUST_DOMAIN, who));
        });
    }
}
