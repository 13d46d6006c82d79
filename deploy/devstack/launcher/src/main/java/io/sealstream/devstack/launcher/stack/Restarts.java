package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Starts a process again when it died, and says so with the end of its log. One that dies five
 * times in five minutes stays down: something is wrong that starting does not mend.
 */
final class Restarts {
    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Layout layout;
    private final Ports ports;
    private final Processes processes;
    private final Map<Component, Instant> identities = new EnumMap<>(Component.class);
    private final Map<Component, Deque<Instant>> deaths = new EnumMap<>(Component.class);

    Restarts(Layout layout, Ports ports, Processes processes) {
        this.layout = layout;
        this.ports = ports;
        this.processes = processes;
        for (Component component : Component.values()) {
            if (Servers.of(layout).contains(component)) {
                identities.put(component, expiry(component));
            }
        }
    }

    /** The real servers read their identity when they start, and never again. */
    void startAgainWhatHasANewIdentity() throws Exception {
        for (Map.Entry<Component, Instant> known : identities.entrySet()) {
            Component component = known.getKey();
            if (!expiry(component).equals(known.getValue())) {
                System.out.println(
                        Instant.now() + " " + component.label() + " gets its new identity.");
                processes.stop(component);
                start(component);
                known.setValue(expiry(component));
            }
        }
    }

    private Instant expiry(Component component) {
        Instant expires = IdentityAgent.expires(layout.identity(component.label()));
        return expires == null ? Instant.EPOCH : expires;
    }

    void startAgainWhatDied() {
        for (Component component : Component.values()) {
            PidFile file = processes.pidFile(component);
            if (file.noted() && file.running().isEmpty()) {
                try {
                    startAgain(component);
                } catch (Exception e) {
                    System.out.println(component.label() + " did not start: " + e.getMessage());
                }
            }
        }
    }

    private void startAgain(Component component) throws Exception {
        Deque<Instant> times = deaths.computeIfAbsent(component, c -> new ArrayDeque<>());
        while (!times.isEmpty() && times.peek().isBefore(Instant.now().minus(WINDOW))) {
            times.remove();
        }
        if (times.size() > LIMIT) {
            return;
        }
        times.add(Instant.now());
        System.out.println(
                Instant.now()
                        + " "
                        + component.label()
                        + " died. "
                        + (times.size() > LIMIT ? "It stays down. " : "It is started again. ")
                        + processes.endOfLog(component));
        if (times.size() > LIMIT) {
            return;
        }
        start(component);
    }

    private void start(Component component) throws Exception {
        if (component == Component.VAULT) {
            new VaultStart(layout, ports, processes).start();
        } else {
            processes.start(component, new CommandLine(layout, ports).of(component));
        }
    }
}
