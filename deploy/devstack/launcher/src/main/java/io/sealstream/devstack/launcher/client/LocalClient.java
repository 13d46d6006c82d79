package io.sealstream.devstack.launcher.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** One of the command lines, and what it is given on the local stack. */
interface LocalClient {
    /** The command line as others use it. */
    CommandLine commandLine();

    /** For its help: what the local stack adds. */
    String[] footer();

    /** The arguments as the command line takes them. */
    List<String> arguments(Invocation invocation);

    /**
     * Values for options that are not given, by the options' names.
     *
     * @throws io.sealstream.devstack.launcher.layout.StackException when something must be done
     *     before; the message says what
     */
    Map<String, String> defaults(Invocation invocation) throws IOException;

    /** Called when the command has succeeded. */
    default void succeeded(Invocation invocation) throws IOException {}
}
