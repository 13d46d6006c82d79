package io.sealstream.operator.cli;

import io.sealstream.operator.Invitation;
import io.sealstream.operator.OperatorException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Where a one-time token goes: alone on standard output, with the rest on standard error, or to a
 * file. Never into an argument, where other users of the machine could see it.
 */
final class TokenOutput {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = {
                "Write the token to FILE, readable by its owner alone; else to standard output.",
                "It is shown once. Expired or lost, 'token' makes a new one."
            })
    @Nullable Path file;

    void show(CommandSpec spec, boolean json, String done, Supplier<Invitation> invite) {
        if (file == null) {
            show(spec, json, done, invite.get());
            return;
        }
        try (TokenFile token = TokenFile.prepare(file)) {
            Invitation invitation = invite.get();
            token.write(invitation.token());
            Output out = new Output(spec);
            if (json) {
                out.json(members(invitation, "tokenFile", file.toString()));
            } else {
                out.line(done + sentence(invitation) + " is in " + file);
            }
        }
    }

    private static void show(CommandSpec spec, boolean json, String done, Invitation invitation) {
        Output out = new Output(spec);
        String token = invitation.token().text();
        try {
            if (json) {
                out.json(members(invitation, "enrolmentToken", token));
            } else {
                spec.commandLine().getErr().println(done + sentence(invitation) + ":");
                out.line(token);
            }
        } catch (OperatorException e) {
            throw new OperatorException(
                    e.reason(), e.getMessage() + "; 'token' makes a new token", e);
        }
    }

    private static String sentence(Invitation invitation) {
        return " "
                + invitation.device().key()
                + "; the one-time token (good until "
                + DeviceText.time(invitation.expiresAt())
                + ")";
    }

    private static Map<String, Object> members(Invitation invitation, String name, String value) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("tenant", invitation.device().tenant());
        members.put("device", invitation.device().device());
        members.put(name, value);
        members.put("expiresAt", invitation.expiresAt());
        return members;
    }
}
