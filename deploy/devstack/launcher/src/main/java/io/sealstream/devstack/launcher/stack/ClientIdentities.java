package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Principal;
import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.SpiffeId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who uses a local stack from outside: one operator, and one reader for each tenant of the demo.
 */
public final class ClientIdentities {
    static final OperatorId OPERATOR = new OperatorId("local");
    private static final List<ReaderId> READERS =
            List.of(new ReaderId("acme", "dashboard"), new ReaderId("globex", "dashboard"));

    private ClientIdentities() {}

    /** Folder names below {@code clients}, and whose they are. */
    static Map<String, Principal> all() {
        Map<String, Principal> all = new LinkedHashMap<>();
        all.put("operator-" + OPERATOR.name(), OPERATOR);
        READERS.forEach(
                reader -> all.put("reader-" + reader.tenant() + "-" + reader.name(), reader));
        return all;
    }

    static void lookAfter(IdentityAgent agent, Layout layout) {
        all().forEach((name, who) -> {
            Path folder = layout.clients().resolve(name);
            agent.lookAfter(folder, new SpiffeId(Layout.TRUST_DOMAIN, who));
        });
    }
}
