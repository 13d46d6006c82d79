package io.sealstream.devstack.launcher.client;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.InvalidIdentifierException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed after {@code ./sealstream operator}, {@code device} or {@code reader}: {@code
 * COMMAND [TENANT/DEVICE] [...]}.
 *
 * @param arguments all of it
 */
record Invocation(List<String> arguments) {
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    Invocation {
        arguments = List.copyOf(arguments);
    }

    /** The command, empty when there is none. */
    String command() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    /** The device that directly follows the command; null when something else does. */
    @Nullable DeviceId device() {
        try {
            return arguments.size() < 2 ? null : DeviceId.ofKey(arguments.get(1));
        } catch (InvalidIdentifierException e) {
            return null;
        }
    }

    /** The arguments with {@code words} in place of the device. */
    List<String> withDeviceAs(String... words) {
        List<String> all = new java.util.ArrayList<>(arguments);
        all.remove(1);
        all.addAll(1, List.of(words));
        return all;
    }

    /** Whether it only asks how to ask. */
    boolean asksForHelp() {
        return arguments.isEmpty() || arguments.stream().anyMatch(HELP::contains);
    }

    /**
     * Whether an option is given, as {@code --name VALUE}, {@code --name=VALUE} or {@code -nVALUE}.
     */
    boolean gives(String option) {
        return arguments.stream()
                .anyMatch(argument ->
                        argument.equals(option)
                                || argument.startsWith(option + "=")
                                || (option.length() == 2
                                        && argument.startsWith(option)
                                        && !argument.startsWith("--")));
    }
}
