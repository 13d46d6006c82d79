package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The real servers read their identity when they start, and never again: one whose identity was
 * renewed is stopped and started again. Everything else follows the files.
 */
final class NewIdentities {
    private final Layout layout;
    private final Processes processes;
    private final Restarts restarts;
    private final Map<Component, Instant> known = new EnumMap<>(Component.class);

    /** Takes what the running servers have as known. */
    NewIdentities(Layout layout, Processes processes, Restarts restarts) {
        this.layout = layout;
        this.processes = processes;
        this.restarts = restarts;
        for (Component component : Component.values()) {
            if (Servers.of(layout).contains(component)) {
                known.put(component, expiry(component));
            }
        }
    }

    void startAgainWhatHasOne() throws Exception {
        for (Map.Entry<Component, Instant> server : known.entrySet()) {
            Component component = server.getKey();
            if (!expiry(component).equals(server.getValue())) {
                System.out.println(
                        Instant.now() + " " + component.label() + " gets its new identity.");
                processes.stop(component);
                restarts.start(component);
                server.setValue(expiry(component));
            }
        }
    }

    private Instant expiry(Component component) {
        Instant expires = IdentityAgent.expires(layout.identity(component.label()));
        return expires == null ? Instant.EPOCH : expires;
    }
}
