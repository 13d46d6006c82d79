package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.readiness.Readiness;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The stack process: starts everything in order, renews identities, starts again what died, and
 * stops everything in reverse order when it is told to end (SIGTERM).
 */
public final class Supervisor {
    /** The name of its process id file and log. */
    public static final String NAME = "stack";

    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Layout layout;
    private final Ports ports;
    private final Processes processes;
    private final Readiness readiness;
    private final Progress progress;
    private final IdentityAgent agent;
    private final Object turn = new Object();
    private boolean stopping;

    public Supervisor(Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
        this.processes = new Processes(layout);
        this.readiness = new Readiness(layout, ports);
        this.progress = new Progress(layout);
        this.agent = new IdentityAgent(layout, ports);
    }

    /** The file that says everything is ready. */
    public static Path readyFile(Layout layout) {
        return layout.run().resolve("ready");
    }

    /** Runs until told to end. */
    public void run() throws Exception {
        PidFile own = new PidFile(layout, NAME);
        own.write(ProcessHandle.current());
        PrivateFiles.write(layout.run().resolve("ports"), ports.text());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(own)));
        try {
            startAll();
        } catch (Exception e) {
            progress.line("\n" + e.getMessage());
            throw e;
        }
        PrivateFiles.write(readyFile(layout), "ready\n");
        watch();
    }

    private void startAll() throws Exception {
        VaultStart vault = new VaultStart(layout, ports, processes);
        if (vault.needsFirstRound()) {
            progress.step("identities of Vault and bootstrap", vault::firstRound);
        }
        progress.step(name(Component.VAULT), vault::start);
        progress.step("identities", this::issueIdentities);
        startTogether(Component.DOCUMENT_STORE, Component.BROKER);
        progress.step(
                "topics and access rules",
                () -> BrokerSetup.apply(layout, ports, List.of(ClientIdentities.OPERATOR)));
        startTogether(
                Component.VAULT_KEYS, Component.INGEST, Component.REPLAY_GUARD, Component.STORAGE);
    }

    /** These come up while the others of their group are not there yet. */
    private void startTogether(Component... components) throws Exception {
        for (Component component : components) {
            processes.start(component, new CommandLine(layout, ports).of(component));
        }
        for (Component component : components) {
            progress.step(name(component), () -> processes.awaitReady(component, readiness));
        }
    }

    private String name(Component component) {
        Servers servers = Servers.of(layout);
        String what = servers.contains(component) ? "container" : servers.describe(component);
        return what.isEmpty() ? component.label() : component.label() + " (" + what + ")";
    }

    private void issueIdentities() throws Exception {
        for (ServiceName service : ServiceName.values()) {
            agent.lookAfter(
                    layout.identity(service.label()), new SpiffeId(Layout.TRUST_DOMAIN, service));
        }
        ClientIdentities.lookAfter(agent, layout);
        agent.renewDue();
    }

    private void watch() throws InterruptedException {
        Restarts restarts = new Restarts(layout, ports, processes, readiness);
        NewIdentities identities = new NewIdentities(layout, processes, restarts);
        long renewed = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            TimeUnit.MILLISECONDS.sleep(500);
            synchronized (turn) {
                if (stopping) {
                    return;
                }
                restarts.startAgainWhatDied();
            }
            if (System.nanoTime() - renewed > RENEWAL.toNanos()) {
                renewed = System.nanoTime();
                renew(identities);
            }
        }
    }

    private void renew(NewIdentities identities) {
        try {
            agent.renewDue();
            synchronized (turn) {
                if (!stopping) {
                    identities.startAgainWhatHasOne();
                }
            }
        } catch (Exception e) {
            // Tried again in a minute, for twelve hours, before any certificate expires.
            System.out.println("identities could not be renewed: " + e.getMessage());
        }
    }

    /** The services drain side by side; what they need is stopped after them. */
    private void tellServices() throws IOException {
        for (Component component : Component.values()) {
            if (component.quarkus()) {
                processes.pidFile(component).running().ifPresent(ProcessHandle::destroy);
            }
        }
    }

    private void stopAll(PidFile own) {
        synchronized (turn) {
            stopping = true; // from here on nothing is started again
        }
        try {
            Files.deleteIfExists(readyFile(layout));
            tellServices();
            for (Component component : List.of(Component.values()).reversed()) {
                PidFile file = processes.pidFile(component);
                if (file.noted()) {
                    progress.step(component.label(), () -> processes.stop(component));
                }
            }
            own.delete();
        } catch (Exception e) {
            System.out.println("not everything could be stopped: " + e.getMessage());
        }
    }
}
