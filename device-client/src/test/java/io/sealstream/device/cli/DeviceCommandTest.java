package io.sealstream.device.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.DeviceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCommandTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"enrol", "renew", "send", "status"})
    void everySubcommandExplainsItself(String name) {
        StringWriter out = new StringWriter();
        int exit = DeviceCommand.commandLine().setOut(new PrintWriter(out)).execute(name, "--help");
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Usage: sealstream-device " + name);
    }

    @Test
    void passphraseAndTokenAreNoArguments() {
        for (var command : DeviceCommand.commandLine().getSubcommands().values()) {
            assertThat(command.getCommandSpec().optionsMap().keySet())
                    .doesNotContain("--passphrase", "--token");
        }
    }

    @Test
    void missingFolderIsSaidInOneLine() throws Exception {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
        StringWriter err = new StringWriter();
        int exit =
                DeviceCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute(
                                "status",
                                "--folder",
                                folder.resolve("none").toString(),
                                "--passphrase-file",
                                passphrase.toString());
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("no device");
    }

    @Test
    void everyCsvValueKeepsItsText() throws Exception {
        // Given
        Path file = folder.resolve("readings.csv");
        Files.writeString(
                file,
                """
                "Date","Temperature","Note"
                "2015-02-04 17:51:00",23.180,"a ""quote"", comma"
                "2015-02-04 17:52:00",1e5,
                """);
        // When
        List<JsonNode> rows = new ArrayList<>();
        Reading.csv(file, reading -> rows.add(read(reading.content())));
        // Then
        assertThat(rows.getFirst().toString())
                .isEqualTo(
                        "{\"Date\":\"2015-02-04 17:51:00\",\"Temperature\":\"23.180\","
                                + "\"Note\":\"a \\\"quote\\\", comma\"}");
        assertThat(rows.getLast().get("Temperature").asText()).isEqualTo("1e5");
        assertThat(rows.getLast().get("Note").asText()).isEmpty();
        assertThat(Reading.count(file, true)).isEqualTo(2);
    }

    @Test
    void whatALocaleLostOfAnArgumentIsRefused() {
        assertThat(NativeText.require("the content", "{\"unit\":\"\u00b0C\"}", ""))
                .contains("\u00b0");
        assertThatThrownBy(() ->
                        NativeText.require("the content", "{\"unit\":\"\ufffd\ufffdC\"}", "so"))
                .isInstanceOf(DeviceException.class)
                .hasMessage(
                        "the content holds characters that are lost in this locale; set"
                                + " LC_ALL=C.UTF-8, or so");
    }

    private static JsonNode read(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
