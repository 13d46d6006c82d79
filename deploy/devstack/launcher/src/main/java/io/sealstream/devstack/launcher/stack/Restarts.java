package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.readiness.Readiness;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Restarts a process that died, and reports it with the end of its log. One that dies five times
 * without having been ready in between stays down: something is wrong that a restart does not fix.
 */
final class Restarts {
    private static final int LIMIT = 5;

    private final Layout layout;
    private final Ports ports;
    private final Processes processes;
    private final Readiness readiness;

    /** Starts of those that have not been ready since. */
    private final Map<Component, Integer> attempts = new EnumMap<>(Component.class);

    Restarts(Layout layout, Ports ports, Processes processes, Readiness readiness) {
        this.layout = layout;
        this.ports = ports;
        this.processes = processes;
        this.readiness = readiness;
    }

    void startAgainWhatDied() {
        attempts.keySet().removeIf(readiness::ready);
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
        int attempt = attempts.merge(component, 1, Integer::sum);
        if (attempt <= LIMIT) {
            say(component, "It is started again. ");
            start(component);
        } else if (attempt == LIMIT + 1) {
            say(component, "It stays down. ");
        }
    }

    private void say(Component component, String consequence) throws Exception {
        System.out.println(
                Instant.now()
                        + " "
                        + component.label()
                        + " died. "
                        + consequence
                        + processes.endOfLog(component));
    }

    /** Starts a process that does not run. */
    void start(Component component) throws Exception {
        if (component == Component.VAULT) {
            new VaultStart(layout, ports, processes).start();
        } else {
            processes.start(component, new CommandLine(layout, ports).of(component));
        }
    }
}
