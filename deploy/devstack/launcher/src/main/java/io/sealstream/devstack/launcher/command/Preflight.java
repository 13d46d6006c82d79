package io.sealstream.devstack.launcher.command;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.devstack.launcher.layout.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Looks for what would make a start fail, and says how to mend it. */
final class Preflight {
    private static final long NEEDED_BYTES = 2L << 30;

    private Preflight() {}

    static void check(Layout layout, Ports ports) throws IOException {
        PrivateFiles.createFolder(layout.state());
        PrivateFiles.createFolder(layout.run());
        long free = Files.getFileStore(layout.state()).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StackException(
                    "Less than 2 GB are free for " + layout.state() + "; make room first.");
        }
        List<String> taken = new ArrayList<>();
        for (Component component : Component.values()) {
            for (Port port : component.ports()) {
                if (taken(ports.number(port))) {
                    taken.add(
                            "Port "
                                    + ports.number(port)
                                    + " ("
                                    + component.label()
                                    + ") is in use. Stop what uses it, or set "
                                    + port.variable()
                                    + " to a free one.");
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new StackException(String.join("\n", taken));
        }
    }

    private static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
