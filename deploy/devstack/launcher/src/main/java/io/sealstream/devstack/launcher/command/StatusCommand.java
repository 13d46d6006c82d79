package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.Servers;
import io.sealstream.devstack.launcher.readiness.Readiness;
import io.sealstream.devstack.launcher.stack.PidFile;
import io.sealstream.devstack.launcher.stack.Processes;
import io.sealstream.devstack.launcher.stack.Supervisor;
import io.sealstream.devstack.launcher.vault.IdentityAgent;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the processes of the stack. Exit code 0 when all are ready. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows every process, whether it is ready and when its identity expires.")
public final class StatusCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Layout layout = Layout.here();
        Processes processes = new Processes(layout);
        Readiness readiness = new Readiness(layout, Ports.ofRunning(layout.run().resolve("ports")));
        Ports ports = Ports.ofRunning(layout.run().resolve("ports"));
        Servers servers = Servers.of(layout);
        print("PROCESS", "PID", "PORT", "READY", "IDENTITY EXPIRES", "NOTE");
        boolean all = new PidFile(layout, Supervisor.NAME).running().isPresent();
        for (Component component : Component.values()) {
            PidFile file = processes.pidFile(component);
            boolean ready = file.running().isPresent() && readiness.ready(component);
            all &= ready;
            print(
                    component.label(),
                    file.running().map(p -> String.valueOf(p.pid())).orElse("-"),
                    String.valueOf(ports.number(component.ports().getFirst())),
                    ready ? "yes" : "no",
                    expiry(layout, component),
                    note(servers.describe(component), file));
        }
        for (Component component : Component.values()) {
            PidFile file = processes.pidFile(component);
            if (file.noted() && file.running().isEmpty()) {
                System.out.println(
                        "\n" + component.label() + " died. " + processes.endOfLog(component));
            }
        }
        return all ? 0 : 1;
    }

    private static void print(Object... cells) {
        System.out.printf(Locale.ROOT, "%-16s %-8s %-7s %-7s %-21s %s%n", cells);
    }

    private static String expiry(Layout layout, Component component) {
        Instant expires = IdentityAgent.expires(layout.identity(component.label()));
        return expires == null ? "-" : expires.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String note(String what, PidFile file) {
        String died = file.noted() && file.running().isEmpty() ? "died" : "";
        return died.isEmpty() || what.isEmpty() ? died + what : what + ", " + died;
    }
}
