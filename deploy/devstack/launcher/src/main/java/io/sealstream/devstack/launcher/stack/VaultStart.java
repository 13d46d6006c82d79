package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.devstack.launcher.vault.Bootstrap;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import io.sealstream.devstack.launcher.vault.VaultClient;
import io.sealstream.devstack.launcher.vault.VaultSeal;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts Vault and opens it; the first time, and when certificates expired, in two rounds. */
final class VaultStart {
    private static final Duration FIRST_ROUND = Duration.ofMinutes(10);

    private final Layout layout;
    private final Ports ports;
    private final Processes processes;

    VaultStart(Layout layout, Ports ports, Processes processes) {
        this.layout = layout;
        this.ports = ports;
        this.processes = processes;
    }

    boolean needsFirstRound() {
        return List.of(ServiceName.VAULT, ServiceName.BOOTSTRAP).stream()
                .anyMatch(service -> IdentityAgent.due(layout.identity(service.label())));
    }

    /** A round with identities of an authority in memory, in which Vault signs the lasting ones. */
    void firstRound() throws Exception {
        Path temporary = layout.run().resolve("temporary");
        Bootstrap bootstrap = new Bootstrap(layout);
        bootstrap.forgetUnfinishedSetup();
        TemporaryAuthority authority = TemporaryAuthority.create(FIRST_ROUND);
        for (ServiceName service : List.of(ServiceName.VAULT, ServiceName.BOOTSTRAP)) {
            authority
                    .issue(new SpiffeId(Layout.TRUST_DOMAIN, service), FIRST_ROUND)
                    .writeTo(temporary.resolve(service.label()));
        }
        processes.start(
                Component.VAULT,
                new CommandLine(layout, ports)
                        .of(Component.VAULT, temporary.resolve(ServiceName.VAULT.label())));
        try (VaultClient vault = client(temporary.resolve(ServiceName.BOOTSTRAP.label()))) {
            awaitAnswer(temporary.resolve(ServiceName.BOOTSTRAP.label()));
            bootstrap.run(vault);
        } finally {
            processes.stop(Component.VAULT);
            PrivateFiles.deleteFolder(temporary);
        }
    }

    /** Starts Vault with its own identity and opens it. */
    void start() throws Exception {
        Path own = layout.identity(ServiceName.BOOTSTRAP.label());
        processes.start(Component.VAULT, new CommandLine(layout, ports).of(Component.VAULT));
        awaitAnswer(own);
        try (VaultClient vault = client(own)) {
            new VaultSeal(layout).unseal(vault);
        }
    }

    private VaultClient client(Path identity) {
        return VaultClient.open(
                TlsIdentity.open(identity).client(ServiceName.VAULT), ports.number(Port.VAULT));
    }

    private void awaitAnswer(Path identity) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (VaultClient vault = client(identity)) {
                vault.sealStatus();
                return;
            } catch (StackException e) {
                boolean dead = processes.pidFile(Component.VAULT).running().isEmpty();
                if (dead || System.nanoTime() > end) {
                    throw new StackException(
                            "vault does not answer. " + processes.endOfLog(Component.VAULT), e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}
