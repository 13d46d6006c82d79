package io.sealstream.operator.cli;

import io.sealstream.operator.OperatorException;
import io.sealstream.operator.OperatorException.Reason;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Standard output whose failure is noticed: a full disk or a closed pipe is no success. */
final class Output {
    private final PrintWriter out;

    Output(CommandSpec spec) {
        this.out = spec.commandLine().getOut();
    }

    void line(String text) {
        out.println(text);
        if (out.checkError()) {
            throw new OperatorException(Reason.FAILED, "standard output cannot be written");
        }
    }

    void device(DeviceState device, boolean asJson, Function<DeviceState, String> text) {
        if (asJson) {
            json(device);
        } else {
            line(text.apply(device));
        }
    }

    void json(Object value) {
        line(new String(Json.write(value), StandardCharsets.UTF_8));
    }
}
